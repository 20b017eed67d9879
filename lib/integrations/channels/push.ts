import { createHash } from "node:crypto";
import { importJWK, SignJWT } from "jose";
import { isOfChannel } from "@/lib/schemas/channel-hosts";
import { eachAlone, type Outcome, type Outgoing, postTo } from "./channel";
import { encryptPush } from "./push-encryption";

type VapidSettings = {
  /** Base64url: the 65 bytes of the public key, and the 32 of the private one. */
  publicKey: string;
  privateKey: string;
  /** A URL or address where the push service reaches us. */
  contact: string;
};

const TOKEN_S = 12 * 3_600;
/** What is not delivered in six hours is no news. */
const TTL_S = 6 * 3_600;
/** The text that a notification shows; the whole must fit one record. */
const MOST_TEXT = 600;

/** What a notification shows. */
export const toNotification = ({ title, text }: Pick<Outgoing, "title" | "text">) => ({
  title,
  text: text.slice(0, MOST_TEXT),
});

/** Browsers' notifications: VAPID (RFC 8292), and a message that the push service can't read. */
export function push(settings: VapidSettings) {
  let key: ReturnType<typeof importKey> | undefined;
  return eachAlone(async ({ end, title, text, url, thread, isUrgent, at }: Outgoing): Promise<Outcome> => {
    if (!end.keys || !isOfChannel("push", end.to)) return { result: "gone", why: "not a browser's push service" };
    const message = { ...toNotification({ title, text }), url, tag: thread };
    const plain = new TextEncoder().encode(JSON.stringify(message));
    const body = await encryptPush(plain, end.keys).catch(() => null);
    if (body === null) return { result: "gone", why: "no keys of a browser" };
    key ??= importKey(settings);
    const token = await new SignJWT({ sub: settings.contact })
      .setProtectedHeader({ typ: "JWT", alg: "ES256" })
      .setAudience(new URL(end.to).origin)
      .setExpirationTime(Math.floor(at / 1_000) + TOKEN_S)
      .sign(await key);
    const headers = {
      Authorization: `vapid t=${token}, k=${settings.publicKey}`,
      "Content-Encoding": "aes128gcm",
      "Content-Type": "application/octet-stream",
      TTL: String(TTL_S),
      Topic: createHash("sha256").update(thread).digest("base64url").slice(0, 32),
      Urgency: isUrgent ? "high" : "normal",
    };
    return postTo(end.to, { headers, body }, ({ status }) => status === 404);
  });
}

function importKey({ publicKey, privateKey }: VapidSettings) {
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)].map((half) => half.toString("base64url"));
  return importJWK({ kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "", d: privateKey }, "ES256");
}
