import { gzipSync } from "node:zlib";
import Negotiator from "negotiator";

/** An answer in one encoding: its headers, its body, and the headers of a fresh answer for one second, since its age is in them. */
export type Form = {
  headers: [name: string, value: string][];
  body: ArrayBuffer | null;
  fresh: { second: number; headers: Headers } | null;
};

/** What is smaller goes through in a packet or two anyway. */
const LEAST_BYTES = 4096;

/**
 * Whether this is zipped for whoever takes it so, as the platform does on its way to a browser: pages, and nothing else. An API's
 * validators are strong, and of two encodings only one can have them.
 */
export const isZippable = ({ headers, body }: Form): boolean =>
  body !== null &&
  body.byteLength >= LEAST_BYTES &&
  headers.some(([name, value]) => name === "content-type" && value.startsWith("text/html"));

/** Whether a request takes gzip (RFC 9110 §12.5.3); one that says nothing of encodings is not given it. */
export function takesGzip({ headers }: Request): boolean {
  const accepted = headers.get("Accept-Encoding");
  if (!accepted) return false;
  return new Negotiator({ headers: { "accept-encoding": accepted } }).encodings(["gzip"]).includes("gzip");
}

/** The headers of what there are two forms of, so that caches in between keep them apart. */
export function varying(headers: Form["headers"]): Form["headers"] {
  const vary = headers.find(([name]) => name === "vary")?.[1] ?? "";
  if (vary.includes(BY_ENCODING)) return headers;
  return [...headers.filter(([name]) => name !== "vary"), ["vary", vary ? `${vary}, ${BY_ENCODING}` : BY_ENCODING]];
}

const BY_ENCODING = "Accept-Encoding";

/** The zipped form of an answer; its validator is weak, as the platform's is. */
export function zip({ headers, body }: Form): Form {
  const own = headers.map(([name, value]): [string, string] => [name, name === "etag" ? `W/${value}` : value]);
  return { headers: [...own, ["content-encoding", "gzip"]], body: body && gzip(body), fresh: null };
}

/** A body is zipped once, also when its copy has been confirmed since. */
const zips = new WeakMap<ArrayBuffer, ArrayBuffer>();

function gzip(body: ArrayBuffer): ArrayBuffer {
  const known = zips.get(body);
  if (known) return known;
  const { buffer, byteOffset, byteLength } = gzipSync(new Uint8Array(body));
  const zipped = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  zips.set(body, zipped);
  return zipped;
}
