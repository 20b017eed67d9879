/** The two keys of a browser's subscription, base64url: its public key, and the secret that it shares with us. */
type PushKeys = { p256dh: string; auth: string };

type Pair = { publicKey: Uint8Array<ArrayBuffer>; privateKey: CryptoKey };

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const RECORD_SIZE = 4_096;
const utf8 = (text: string) => new TextEncoder().encode(text);
const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "base64url"));

const join = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts));

async function newPair(): Promise<Pair> {
  const pair = (await crypto.subtle.generateKey(CURVE, false, ["deriveBits"])) as CryptoKeyPair;
  return {
    privateKey: pair.privateKey,
    publicKey: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)),
  };
}

/** One message for a browser, encrypted with `aes128gcm` (RFC 8291, in the form of RFC 8188); salt and key pair are new each time. */
export async function encryptPush(
  text: Uint8Array,
  { p256dh, auth }: PushKeys,
  { salt = crypto.getRandomValues(new Uint8Array(16)), pair }: { salt?: Uint8Array<ArrayBuffer>; pair?: Pair } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const own = pair ?? (await newPair());
  const theirs = fromBase64Url(p256dh);
  const theirKey = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
  const shared = new Uint8Array(
    await crypto.subtle.deriveBits({ name: "ECDH", public: theirKey }, own.privateKey, 256),
  );
  const info = join(utf8("WebPush: info\0"), theirs, own.publicKey);
  const input = await derive(shared, { salt: fromBase64Url(auth), info, bytes: 32 });
  const key = await derive(input, { salt, info: utf8("Content-Encoding: aes128gcm\0"), bytes: 16 });
  const iv = await derive(input, { salt, info: utf8("Content-Encoding: nonce\0"), bytes: 12 });
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const last = Uint8Array.of(2); // the delimiter of the last record
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, aes, join(text, last));
  const head = new Uint8Array(5);
  new DataView(head.buffer).setUint32(0, RECORD_SIZE);
  head[4] = own.publicKey.length;
  return join(salt, head, own.publicKey, new Uint8Array(sealed));
}

type Derived = { salt: Uint8Array<ArrayBuffer>; info: Uint8Array<ArrayBuffer>; bytes: number };

async function derive(key: Uint8Array<ArrayBuffer>, { salt, info, bytes }: Derived): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey("raw", key, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, imported, bytes * 8),
  );
}
