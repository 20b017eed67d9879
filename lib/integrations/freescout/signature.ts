import { createHmac, timingSafeEqual } from "node:crypto";

type Claim = { hash: "sha1" | "sha256"; mac: Buffer };

const HEX_SHA256 = /^sha256=([0-9a-f]{64})$/i;
/** 20 bytes as canonical base64: the last sextet carries four bits, so its low two are zero. */
const BASE64_SHA1 = /^[A-Za-z0-9+/]{26}[AEIMQUYcgkosw048]=$/;

/** Whether the header is a signature of exactly these bytes by one of the secrets: `sha256=<hex>`, or base64 HMAC-SHA1; an empty secret matches nothing. */
export function verifySignature(rawBody: Uint8Array, header: string, secrets: readonly string[]): boolean {
  const claim = readClaim(header);
  return claim !== null && secrets.some((secret) => secret !== "" && isSignedWith(secret, claim, rawBody));
}

/** Whether the header has the form of a signature. */
export const isSignature = (header: string): boolean => readClaim(header) !== null;

function readClaim(header: string): Claim | null {
  const hex = HEX_SHA256.exec(header)?.[1];
  if (hex) return { hash: "sha256", mac: Buffer.from(hex, "hex") };
  return BASE64_SHA1.test(header) ? { hash: "sha1", mac: Buffer.from(header, "base64") } : null;
}

const isSignedWith = (secret: string, { hash, mac }: Claim, rawBody: Uint8Array): boolean =>
  timingSafeEqual(createHmac(hash, secret).update(rawBody).digest(), mac);
