/** What Next takes from its own browser code, and fails at when a stranger writes it. */
const NEXT_OWN = /^(?:rsc$|next-|x-nextjs-|x-middleware-|x-invoke-|x-matched-path$|x-prerender-)/i;

/** A request without the headers that only Next's own browser code has a use for. */
export function withoutNextHeaders(request: Request): Request {
  const foreign = [...request.headers.keys()].filter((name) => NEXT_OWN.test(name));
  if (foreign.length === 0) return request;
  const headers = new Headers(request.headers);
  for (const name of foreign) headers.delete(name);
  return new Request(request, { headers });
}
