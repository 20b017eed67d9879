export const POLICY = "Content-Security-Policy";
const CORP = "Cross-Origin-Resource-Policy";

const EVERYWHERE = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
};

/** A document has its window to itself and asks for nothing of the device. */
const DOCUMENT = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
};

/** What is no page fetches nothing and runs nothing, should it ever be opened as one. */
const INERT = "default-src 'none'; frame-ancestors 'none'";
/** A picture may also look as its own style says. */
const PICTURE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
/** CSP sources of what stands inline in a page; its own files are always allowed. */
type Inline = { scripts?: readonly string[]; styles?: readonly string[] };

/** What a page's own files may do, and of what is inline only that whose hashes are given (docs/decisions/019). */
export const pagePolicy = ({ scripts = [], styles = [] }: Inline): string =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(" "),
    ["style-src 'self'", ...styles].join(" "),
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/**
 * What a browser may do with a response. One that brings a policy of its own keeps it; every other may do nothing. Only a
 * document whose own policy says so may be framed, and other sites may show only what says so itself.
 */
export function setSecurityHeaders(headers: Headers): void {
  const type = headers.get("Content-Type") ?? "";
  const isFramed = headers.get(POLICY)?.includes("frame-ancestors *") ?? false;
  const isDocument = type.startsWith("text/html") && !isFramed;
  for (const [name, value] of Object.entries({ ...EVERYWHERE, ...(isDocument && DOCUMENT) })) headers.set(name, value);
  if (!headers.has(CORP)) headers.set(CORP, "same-origin");
  if (!headers.has(POLICY)) headers.set(POLICY, type.startsWith("image/svg") ? PICTURE : INERT);
  if (!isFramed) headers.set("X-Frame-Options", "DENY");
}
