import { gzipSync } from "node:zlib";
import Negotiator from "negotiator";

/** What the platform compresses for whoever takes it so (Speed, Content compression); images and fonts are compressed already. */
const TYPES =
  /^(?:text\/|image\/svg\+xml|application\/(?:[\w.-]+\+)?(?:json|xml|javascript)|application\/manifest\+json)/;

/** Below this the platform does not compress. */
const LEAST_BYTES = 48;

export const isCompressible = (headers: Headers, body: ArrayBuffer | null): boolean =>
  body !== null &&
  body.byteLength >= LEAST_BYTES &&
  !headers.has("Content-Encoding") &&
  !/\bno-transform\b/i.test(headers.get("Cache-Control") ?? "") &&
  TYPES.test(headers.get("Content-Type") ?? "");

/** Browsers send few spellings; each is read once. */
const verdicts = new Map<string, boolean>();
const MOST_VERDICTS = 100;

/** Whether `Accept-Encoding` takes gzip (RFC 9110 §12.5.3); a request without it is given none. */
export function takesGzip(accepted: string | null): boolean {
  if (!accepted) return false;
  const known = verdicts.get(accepted);
  if (known !== undefined) return known;
  const takes = new Negotiator({ headers: { "accept-encoding": accepted } }).encodings(["gzip"]).includes("gzip");
  if (verdicts.size >= MOST_VERDICTS) verdicts.clear();
  verdicts.set(accepted, takes);
  return takes;
}

export function compress(body: ArrayBuffer): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = gzipSync(new Uint8Array(body));
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
