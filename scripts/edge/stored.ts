import { gzipSync } from "node:zlib";
import Negotiator from "negotiator";
import { isUnmodified, parseTags } from "../../lib/server/cache/cache-headers";
import type { Policy } from "./policy";

export type CacheStatus = "HIT" | "MISS" | "EXPIRED" | "REVALIDATED" | "UPDATING" | "STALE";

/** A body with its headers, and the ResponseInit of the current second, so that a hit builds no headers. */
type Form = {
  headers: Headers;
  body: ArrayBuffer | null;
  ready: { second: number; status: CacheStatus; init: ResponseInit } | null;
};

/** A stored response; times are epoch milliseconds. */
export type Stored = {
  status: number;
  /** As the origin sent them. */
  source: Headers;
  plain: Form;
  /** Null if it is never compressed, undefined until the first client accepts gzip. */
  zipped: Form | null | undefined;
  etag: string | null;
  lastModified: string | null;
  tags: ReadonlySet<string>;
  bytes: number;
  storedAt: number;
  freshUntil: number;
  staleUntil: number;
  onErrorUntil: number;
};

/** An entry's cost besides its body, in bytes. */
const OVERHEAD = 4096;

/** Headers that the platform reads and strips. */
const CONSUMED = ["Cloudflare-CDN-Cache-Control", "Cache-Tag"];

/** Printable ASCII of at most 1,024 characters, at most 1,000 a response, case-insensitive; others are ignored. */
function parseCacheTags(list: string | null): Set<string> {
  const valid = (list ?? "")
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => /^[\x21-\x7e]{1,1024}$/.test(tag));
  return new Set(valid.slice(0, 1000).map((tag) => tag.toLowerCase()));
}

/** The response's headers as they leave the platform. */
export function strip(headers: Headers): Headers {
  const own = new Headers(headers);
  for (const name of CONSUMED) own.delete(name);
  return own;
}

/** A response as it is stored. */
export function store(response: Response, body: ArrayBuffer | null, policy: Policy): Stored {
  const now = Date.now();
  const headers = strip(response.headers);
  for (const name of ["Set-Cookie", "Content-Length"]) headers.delete(name);
  const canZip = isCompressible(headers, body);
  if (canZip) headers.append("Vary", "Accept-Encoding");
  const freshUntil = now + policy.freshMs;
  return {
    status: response.status,
    source: response.headers,
    plain: { headers, body, ready: null },
    zipped: canZip ? undefined : null,
    etag: headers.get("ETag"),
    lastModified: headers.get("Last-Modified"),
    tags: parseCacheTags(response.headers.get("Cache-Tag")),
    bytes: (body?.byteLength ?? 0) * (canZip ? 2 : 1) + OVERHEAD,
    storedAt: now,
    freshUntil,
    staleUntil: freshUntil + policy.staleMs,
    onErrorUntil: freshUntil + policy.onErrorMs,
  };
}

/** A stored response that its origin has confirmed with 304: its headers replace the stored ones (RFC 9111 §3.2). */
export function confirmed(stored: Stored, { headers: fresh }: Response): Response {
  const headers = new Headers(stored.source);
  for (const [name, value] of fresh) headers.set(name, value);
  return new Response(null, { status: stored.status, headers });
}

/** Compression changes bytes, so a strong validator becomes weak, as on the platform. */
function zippedForm(plain: Headers): Omit<Form, "body"> {
  const headers = new Headers(plain);
  headers.set("Content-Encoding", "gzip");
  const etag = headers.get("ETag");
  if (etag && !etag.startsWith("W/")) headers.set("ETag", `W/${etag}`);
  return { headers, ready: null };
}

function formFor(stored: Stored, request: Request): Form {
  const { headers } = request;
  if (stored.zipped === null || !takesGzip(headers.get("Accept-Encoding")) || headers.has("Range")) return stored.plain;
  stored.zipped ??= { ...zippedForm(stored.plain.headers), body: compress(stored.plain.body as ArrayBuffer) };
  return stored.zipped;
}

/** The response to a request: 304 for a matching validator, 206 for a range, no body for HEAD. */
export function respond(stored: Stored, request: Request, status: CacheStatus, now: number): Response {
  const form = formFor(stored, request);
  const init = readyInit(stored, form, status, now);
  if (isNotModified(stored, request)) return new Response(null, { ...init, status: 304 });
  if (request.method === "HEAD") return new Response(null, init);
  return respondPart(request, form.body, init) ?? new Response(form.body, init);
}

function readyInit(stored: Stored, form: Form, status: CacheStatus, now: number): ResponseInit {
  const second = Math.floor((now - stored.storedAt) / 1000);
  const { ready } = form;
  if (ready?.second === second && ready.status === status) return ready.init;
  const headers = new Headers(form.headers);
  headers.set("CF-Cache-Status", status);
  headers.set("Age", String(second));
  const init = { status: stored.status, headers, encodeBody: "manual" } as ResponseInit;
  form.ready = { second, status, init };
  return init;
}

/** Whether the caller's validators name the stored response (RFC 9110 §13.2.2). */
function isNotModified({ status, etag, lastModified }: Stored, { headers }: Request): boolean {
  const wanted = headers.get("If-None-Match");
  if (status !== 200) return false;
  if (wanted === null) return isUnmodified(lastModified, headers.get("If-Modified-Since"));
  const [own] = parseTags(etag);
  const tags = parseTags(wanted);
  return own !== undefined && (tags.includes(own) || tags.includes("*"));
}

/** First and last byte of a `Range` with one part; null for the whole body (RFC 9110 §14.1.1: an invalid range is ignored), "none" if it is unsatisfiable. */
function parseRange(range: string | null, size: number): [first: number, last: number] | "none" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if ((!from && !to) || (from && to && Number(to) < Number(from))) return null;
  const first = from ? Number(from) : Math.max(0, size - Number(to));
  const last = from && to ? Math.min(Number(to), size - 1) : size - 1;
  return first > last ? "none" : [first, last];
}

/** The requested part of a stored body (Configuration: "Range requests"); null for the whole. */
function respondPart(request: Request, body: ArrayBuffer | null, init: ResponseInit): Response | null {
  const size = body?.byteLength ?? 0;
  // A range is conditional on a validator only where the client names one; none is compared here, so it gets the whole.
  const range = request.headers.has("If-Range") ? null : request.headers.get("Range");
  const part = init.status === 200 ? parseRange(range, size) : null;
  if (part === null) return null;
  const headers = new Headers(init.headers);
  headers.set("Content-Range", part === "none" ? `bytes */${size}` : `bytes ${part[0]}-${part[1]}/${size}`);
  if (part === "none") return new Response(null, { status: 416, headers });
  return new Response(body?.slice(part[0], part[1] + 1), { ...init, status: 206, headers });
}

/** The content types that the platform compresses (Speed, Content compression); images and fonts are compressed already. */
const TYPES =
  /^(?:text\/|image\/svg\+xml|application\/(?:[\w.-]+\+)?(?:json|xml|javascript)|application\/manifest\+json)/;

/** The platform compresses from 48 bytes on. */
const isCompressible = (headers: Headers, body: ArrayBuffer | null): boolean =>
  body !== null &&
  body.byteLength >= 48 &&
  !headers.has("Content-Encoding") &&
  !/\bno-transform\b/i.test(headers.get("Cache-Control") ?? "") &&
  TYPES.test(headers.get("Content-Type") ?? "");

/** Whether `Accept-Encoding` takes gzip (RFC 9110 §12.5.3); a request without it is given none. */
const takesGzip = (accepted: string | null): boolean =>
  accepted !== null &&
  new Negotiator({ headers: { "accept-encoding": accepted } }).encodings(["gzip"]).includes("gzip");

function compress(body: ArrayBuffer): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = gzipSync(new Uint8Array(body));
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
