export const POLICY = "Content-Security-Policy";
const CORP = "Cross-Origin-Resource-Policy";

const EVERYWHERE = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
};

/** A document shares its window with no other site and uses no device features. */
const DOCUMENT = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
};

/** A response that is no page may load and run nothing, should a browser ever open it as one. */
const INERT = "default-src 'none'; frame-ancestors 'none'";
/** An image may also use its own style. */
const PICTURE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
/** CSP sources of a page's inline elements; its own files are always allowed. */
type Inline = { scripts?: readonly string[]; styles?: readonly string[] };

/** Allows a page its own files, and of inline elements only those whose hashes are given (docs/decisions/019). */
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
 * Sets what a browser may do with a response. One with its own policy keeps it; any other may do nothing. Only a document
 * whose own policy allows it may be framed, and other sites may embed only responses that allow it themselves.
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
