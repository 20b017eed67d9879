import { signHex } from "../../support/freescout";
import { SECRETS } from "./canaries";
import type { Ask } from "./crawl";

const JSON_TYPE = { "Content-Type": "application/json" };
const WRITE = { "X-Internal-Status-Token": SECRETS.STATUS_INTERNAL_WRITE_TOKEN };

/** Where a stranger would begin, and what no link leads to. */
export const STARTS: readonly Ask[] = [
  ...["/", "/sitemap.xml", "/robots.txt", "/manifest.webmanifest", "/embed", "/embed.js", "/healthz", "/docs/api"],
  ...["/api/openapi.json", "/badge.svg", "/badge.json", "/history.atom", "/history.rss", "/feed.json"],
  ...["/api/status/public", "/api/status/public/surfaces", "/api/status/public/incidents", "/maintenance.ics"],
  ...[
    "/api/status/public/maintenance",
    "/api/status/public/page",
    "/api/status/public/snapshot",
    "/api/status/public/uptime",
    "/api/status/public/outages",
    "/api/status/public/uptime?format=csv",
  ],
  ...["/api/status/public/widgets/market-time", "/api/v2/summary.json", "/api/v2/status.json"],
  ...["/api/v2/components.json", "/api/v2/incidents.json", "/api/v2/incidents/unresolved.json"],
  ...["/api/v2/scheduled-maintenances.json", "/api/v2/scheduled-maintenances/active.json"],
  ...["/api/v2/scheduled-maintenances/upcoming.json"],
  ...[100, 101, 102, 103, 104, 200, 201, 202, 203, 204, 300, 301, 302, 303, 304].map((id) => `/incidents/inc_00${id}`),
  ...["probed", "vendor", "legacy", "ticketed", "planned", "pinned"].flatMap((id) => [
    ...[`/surfaces/${id}`, `/surfaces/${id}/history.atom`, `/surfaces/${id}/history.rss`, `/surfaces/${id}/feed.json`],
    ...[`/surfaces/${id}/maintenance.ics`, `/badges/${id}.svg`, `/badges/${id}.json`],
  ]),
].map((path) => ({ path }));

const post = (path: string, headers: Record<string, string>, body: BodyInit): Ask => ({
  path,
  init: { method: "POST", headers, body },
});

const UPDATE = "/api/internal/status/update-surface";
const HOOK = `/api/webhooks/freescout/${SECRETS.FREESCOUT_WEBHOOK_PATH_TOKEN}`;
const signed = (body: string) => ({ "X-FreeScout-Signature": signHex(body, SECRETS.FREESCOUT_WEBHOOK_SECRET) });

/** One of each way to be refused, with and without a key; the status that each is for. */
export const REFUSALS: readonly (Ask & { status: number })[] = [
  { ...post(UPDATE, { ...WRITE, ...JSON_TYPE }, "{"), status: 400 },
  { ...post(HOOK, { ...JSON_TYPE, ...signed("{}") }, "{}"), status: 400 },
  { ...post(UPDATE, JSON_TYPE, "{}"), status: 401 },
  { ...post("/api/webhooks/freescout/x", JSON_TYPE, "{}"), status: 401 },
  ...["/api/ops/status", "/api/ops/audit", "/api/ops/configuration", "/api/ops/checks", "/api/status", "/ops"].map(
    (path) => ({ path, status: 401 }),
  ),
  ...["/nope", "/nope.txt", "/api/nope", "/surfaces/nope", "/incidents/inc_99999", "/badges/nope.svg"].map((path) => ({
    path,
    status: 404,
  })),
  { path: "/api/v2/nope.json", status: 404 },
  { path: "/_next/static/chunks/nope.js", status: 404 },
  { path: "/", init: { method: "DELETE" }, status: 405 },
  { path: UPDATE, init: { method: "PATCH" }, status: 405 },
  { path: "/sitemap.xml", init: { method: "PATCH" }, status: 405 },
  { ...post(UPDATE, { ...WRITE, ...JSON_TYPE }, "x".repeat(70_000)), status: 413 },
  { ...post(UPDATE, { ...WRITE, "Content-Type": "text/plain" }, "{}"), status: 415 },
  { ...post(UPDATE, { ...WRITE, ...JSON_TYPE }, JSON.stringify({ surface_id: "legacy" })), status: 422 },
  { path: "/api/status/public/uptime?days=x", status: 422 },
];

/** Guesses at what a build leaves lying about. */
export const LEFTOVERS: readonly Ask[] = [
  ...["/.dev.vars", "/.env", "/.git/config", "/worker.js", "/worker.js.map", "/_worker.js", "/wrangler.toml"],
  ...["/_headers", "/status-surfaces.yaml", "/config/status-surfaces.yaml", "/build.json", "/BUILD_ID"],
  ...["/_next/BUILD_ID", "/_next/static/_buildManifest.js", "/server/app/page.js.map", "/package.json", "/migrations"],
].map((path) => ({ path }));
