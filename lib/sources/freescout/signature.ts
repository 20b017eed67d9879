type Claim = { hash: "SHA-1" | "SHA-256"; mac: Uint8Array<ArrayBuffer> };

const HEX_SHA256 = /^sha256=([0-9a-f]{64})$/i;
/** 20 bytes as canonical base64: the last sextet carries four bits, so its low two are zero. */
const BASE64_SHA1 = /^[A-Za-z0-9+/]{26}[AEIMQUYcgkosw048]=$/;

/**
 * Whether `X-FreeScout-Signature` signs exactly these bytes with one of the secrets: `sha256=<hex>` (§5a, runbook §9) or
 * the base64 HMAC-SHA1 of FreeScout's own module; anything else, and an empty secret, signs nothing.
 */
export async function verifySignature(
  rawBody: Uint8Array,
  header: string | null,
  secrets: readonly string[],
): Promise<boolean> {
  const claim = readClaim(header ?? "");
  if (!claim) return false;
  const usable = secrets.filter((secret) => secret !== "");
  const answers = await Promise.all(usable.map((secret) => isSignedWith(secret, claim, rawBody)));
  return answers.includes(true);
}

function readClaim(header: string): Claim | null {
  const hex = HEX_SHA256.exec(header)?.[1];
  if (hex) return { hash: "SHA-256", mac: bytesOfHex(hex) };
  if (BASE64_SHA1.test(header)) return { hash: "SHA-1", mac: Uint8Array.from(atob(header), (c) => c.charCodeAt(0)) };
  return null;
}

async function isSignedWith(secret: string, { hash, mac }: Claim, rawBody: Uint8Array): Promise<boolean> {
  const algorithm = { name: "HMAC", hash };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["verify"]);
  return crypto.subtle.verify("HMAC", key, mac, rawBody as Uint8Array<ArrayBuffer>);
}

function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
