import { isFramedPath } from "./routes";

const POLICY = "Content-Security-Policy";

const EVERYWHERE = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
};

const UNFRAMED = { "X-Frame-Options": "DENY", [POLICY]: "frame-ancestors 'none'" };

/** Holds where a framed document brings no policy of its own. */
const FRAMED = { [POLICY]: "default-src 'none'; frame-ancestors *" };

/** What a browser may do with a response: nobody frames it, the one document apart that is made for that. */
export function setSecurityHeaders(headers: Headers, pathname: string): void {
  const framing = isFramedPath(pathname) ? { ...FRAMED, ...ownPolicy(headers) } : UNFRAMED;
  for (const [name, value] of Object.entries({ ...EVERYWHERE, ...framing })) headers.set(name, value);
}

function ownPolicy(headers: Headers): Record<string, string> {
  const policy = headers.get(POLICY);
  return policy === null ? {} : { [POLICY]: policy };
}
