/** First and last byte that a `Range` of one part asks for; null for what is answered as a whole, "none" for what is not there. */
function parseRange(range: string | null, size: number): [first: number, last: number] | "none" | null {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (!from && !to) return null;
  const first = from ? Number(from) : Math.max(0, size - Number(to));
  const last = from && to ? Math.min(Number(to), size - 1) : size - 1;
  return first > last ? "none" : [first, last];
}

/** The part of a stored body that a request asks for (Configuration: "Range requests"); null where it asks for the whole. */
export function respondPart(request: Request, body: ArrayBuffer | null, init: ResponseInit): Response | null {
  const size = body?.byteLength ?? 0;
  const part = init.status === 200 ? parseRange(request.headers.get("Range"), size) : null;
  if (part === null) return null;
  const headers = new Headers(init.headers);
  headers.set("Content-Range", part === "none" ? `bytes */${size}` : `bytes ${part[0]}-${part[1]}/${size}`);
  if (part === "none") return new Response(null, { status: 416, headers });
  return new Response(body?.slice(part[0], part[1] + 1), { ...init, status: 206, headers });
}
