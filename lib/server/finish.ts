import { MIRROR } from "@/lib/output/mirror";
import { EDGE_CONTROL, EDGE_TAG } from "./cache/cache-headers";
import { isOpsPath } from "./paths";
import { setSecurityHeaders } from "./security-headers";

const REQUEST_ID = "X-Request-Id";

/** A client's request id is accepted only in this form. */
const SAFE = /^[A-Za-z0-9-]{8,64}$/;

/** The request's id in the response and in the log: the client's where it is safe, else a new one. */
export function readRequestId(headers: Headers): string {
  const callersId = headers.get(REQUEST_ID);
  return callersId !== null && SAFE.test(callersId) ? callersId : crypto.randomUUID();
}

/** Headers that reveal the server software. */
const FINGERPRINTS = ["x-opennext", "x-nextjs-cache", "x-nextjs-prerender", "x-nextjs-stale-time", "x-powered-by"];

/** Sets every response's headers: security, request id, date, `no-store` without an edge policy. No `Vary`: one URL, one response. */
export function finish(response: Response, { pathname, requestId }: { pathname: string; requestId: string }): Response {
  const headers = new Headers(response.headers);
  for (const name of FINGERPRINTS) headers.delete(name);
  headers.delete("Vary");
  if (headers.get("Content-Encoding") === "identity") headers.delete("Content-Encoding");
  headers.set(REQUEST_ID, requestId);
  if (!headers.has("Date")) headers.set("Date", new Date().toUTCString());
  if (response.status !== 304) setSecurityHeaders(headers); // a response that a 304 confirms has its own
  if (MIRROR && !isOpsPath(pathname) && headers.get("Content-Type")?.startsWith("text/html"))
    headers.append("Link", `<${MIRROR}/>; rel="alternate"; title="A copy on another host"`);
  if (isOpsPath(pathname)) headers.set("X-Robots-Tag", "noindex");
  if (!headers.has(EDGE_CONTROL)) {
    headers.set("Cache-Control", "no-store");
    headers.delete(EDGE_TAG);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
