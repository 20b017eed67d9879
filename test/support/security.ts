/** What browsers are told to take a response for. */
export type Kind = "page" | "frame" | "picture" | "data";

const NAMES = {
  policy: "Content-Security-Policy",
  frames: "X-Frame-Options",
  sniffing: "X-Content-Type-Options",
  transport: "Strict-Transport-Security",
  referrer: "Referrer-Policy",
  shown: "Cross-Origin-Resource-Policy",
  opener: "Cross-Origin-Opener-Policy",
  device: "Permissions-Policy",
  readers: "Access-Control-Allow-Origin",
};

const POLICIES: Record<Kind, string> = {
  page: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  frame: "default-src 'none'; style-src 'sha256-#'; frame-ancestors *",
  picture: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  data: "default-src 'none'; frame-ancestors 'none'",
};

const V1 = /^\/api\/status\/public(?:\/|$)/;
const SHARED =
  /^\/(?:api\/openapi\.json$|api\/v2\/|badge\.|badges\/|embed(?:\.js)?$|og\/|(?:surfaces\/[^/]+\/)?(?:history\.(?:atom|rss)|feed\.json|maintenance\.ics)$)/;

/** What a response tells browsers; the hashes of what is inline in a page are left out, another's are `#`. */
export const securityOf = (headers: Headers) =>
  Object.fromEntries(
    Object.entries(NAMES).map(([what, name]) => [
      what,
      headers
        .get(name)
        ?.replace(/(?<=(?:script|style)-src 'self')(?: 'sha256-[\w+/]{43}=')+/g, "")
        .replace(/sha256-[\w+/]{43}=/, "sha256-#") ?? null,
    ]),
  );

/** What it must tell them, written down here once more: nothing is held against itself. */
export function securityFor(path: string, kind: Kind) {
  const name = path.replace(/\?.*$/, "");
  const isShared = SHARED.test(name);
  const isFile = /^\/(?:embed\.js$|og\/)/.test(name);
  return {
    policy: POLICIES[kind],
    frames: kind === "frame" ? null : "DENY",
    sniffing: "nosniff",
    transport: "max-age=63072000; includeSubDomains",
    referrer: "strict-origin-when-cross-origin",
    shown: isShared ? "cross-origin" : "same-origin",
    opener: kind === "page" ? "same-origin" : null,
    device:
      kind === "page"
        ? "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
        : null,
    readers: V1.test(name) ? "https://status.raxx.app" : (isShared && !isFile) || name === "/embed.js" ? "*" : null,
  };
}
