import fc from "../../support/fast-check";
import { nastyText } from "./hostile-input";

const PAGES = ["/", "/history", "/docs/api", "/surfaces/app-raxx-app", "/incidents/inc_1", "/embed"];

const DOCUMENTS = [
  ...["/api/status/public", "/api/status/public/surfaces", "/api/status/public/incidents"],
  ...[
    "/api/status/public/maintenance",
    "/api/status/public/page",
    "/api/status/public/snapshot",
    "/api/status/public/uptime",
    "/api/status/public/outages",
    "/api/status/public/widgets/market-time",
  ],
  ...["/api/v2/summary.json", "/api/v2/status.json", "/api/v2/components.json", "/api/v2/incidents.json"],
  ...["/api/v2/incidents/unresolved.json", "/api/v2/scheduled-maintenances.json"],
  ...["/history.atom", "/history.rss", "/feed.json", "/maintenance.ics"],
  ...["/surfaces/app-raxx-app/history.atom", "/surfaces/app-raxx-app/feed.json"],
  ...["/badge.svg", "/badge.json", "/badges/app-raxx-app.svg", "/badges/app-raxx-app.json"],
  ...["/api/openapi.json", "/healthz", "/sitemap.xml", "/robots.txt", "/manifest.webmanifest", "/embed.js"],
];

const CLOSED = [
  "/api/status",
  "/ops",
  "/api/ops/status",
  "/api/ops/audit.csv",
  "/api/ops/export",
  "/internal/status/snapshot",
];

const TEMPLATES = [
  ...["/surfaces/X", "/incidents/X", "/incidents/inc_X", "/badges/X.svg", "/badges/X.json", "/surfaces/X/feed.json"],
  ...["/surfaces/X/history.rss", "/api/v2/X", "/api/v2/incidents/X.json", "/api/X", "/X", "/internal/X", "/_next/X"],
  ...[
    "/_next/static/X.js",
    "/_next/image?url=X&w=64&q=75",
    "/_next/data/X.json",
    "/cdn-cgi/X",
    "/docs/X",
    "/history/X",
  ],
];

const segment = fc.oneof(
  nastyText.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom(
    "%",
    "%zz",
    "%00",
    "%2f",
    "%2e%2e",
    "%c0%af",
    "%ff",
    "..",
    ".",
    "\\",
    "%5c",
    ";a=b",
    "a%0d%0ab",
    "[id]",
  ),
  fc.constantFrom(
    "%F0%9F%94%A5",

    "x".repeat(6000),
    "a/".repeat(300),
    "//",
    "x.rsc",
    "x.map",
    "@",
    "(x)",
  ),
);

const filled = fc.tuple(fc.constantFrom(...TEMPLATES), segment).map(([path, text]) => path.replace("X", () => text));

const TWISTS: readonly ((path: string) => string)[] = [
  (path) => path,
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => path.replaceAll("/", "//"),
  (path) => `/x/..${path}`,
  (path) => `/%2e${path}`,
  (path) => path.replace(/[a-z]/, (char) => `%${char.charCodeAt(0).toString(16)}`),
  (path) => path.toUpperCase(),
  (path) => `${path}%00`,
  (path) => `${path}.rsc`,
  (path) => `${path}.map`,
  (path) => `${path};x=1`,
  (path) => `${path}%`,
  (path) => path.replaceAll("/", "\\").replace("\\", "/"),
];

/** Most paths as they are, some twisted. */
const known = fc.tuple(
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...PAGES) },
    { weight: 5, arbitrary: fc.constantFrom(...DOCUMENTS) },
    { weight: 1, arbitrary: fc.constantFrom(...CLOSED) },
  ),
  fc.oneof({ weight: 2, arbitrary: fc.constant(TWISTS[0]) }, { weight: 1, arbitrary: fc.constantFrom(...TWISTS) }),
);

const NAMES = [
  "lang",
  "days",
  "format",
  "label",
  "at",
  "_rsc",
  "surface",
  "page",
  "token",
  "x",
  "__proto__",
  "__nextLocale",
];
const VALUES = [
  "de",
  "xx",
  "0",
  "1",
  "90",
  "91",
  "1e1",
  "csv",
  "json",
  "NaN",
  "-1",
  "9".repeat(30),
  "%",
  "%ff",
  "%00",
  "&",
  "=",
];

const parameter = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.oneof(
      fc.constantFrom(...VALUES),
      nastyText.map((text) => encodeURIComponent(text.toWellFormed())),
    ),
  )
  .map(([name, value]) => `${name}=${value}`);

/** A query string, none in most cases. */
export const query = fc.array(parameter, { maxLength: 3 }).map((all) => (all.length > 0 ? `?${all.join("&")}` : ""));

/** Every public path, as it is and twisted, and names that nobody has. */
export const publicPath: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: known.map(([path, twist]) => twist?.(path) ?? path) },
      { weight: 1, arbitrary: filled },
    ),
    query,
  )
  .map(([path, search]) => path + search);
