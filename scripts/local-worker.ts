import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build as bundle, stop } from "esbuild";
import {
  convertV4MiniflareOptions,
  type MiniflareOptions,
  type V4MiniflareOptions,
  type WorkerdStructuredLog,
} from "miniflare";
import { LIMIT_PERIOD_S, type LimitName } from "../lib/platform/rate-limits";
import type { Registry } from "../lib/schemas/registry";
import type { LocalAccess } from "./edge/access";
import type { Build } from "./ensure-build";
import type { Variables } from "./local-settings";
import { inRoot } from "./root";

/** The parts of a local server. */
export type LocalParts = {
  build: Build;
  /** Wrangler's --persist-to, absolute. */
  dataDir: string;
  variables: Variables;
  /** The surfaces to serve instead of those that are compiled in. */
  registry?: Registry;
  /** Limits per minute and address; unlimited if absent. */
  limits?: Partial<Record<LimitName, number>>;
  /** Leaves out the KV namespace of the fallback snapshot. */
  withoutSnapshot?: boolean;
  /** Shows the demo notice on every page, and only warnings and errors of the worker's log. */
  demo?: boolean;
  /** Source of a module that replaces the entry and imports it as `./worker.js`. */
  entry?: string;
  /** Limits `ctx.cache.purge` as the platform does: 5 a minute. */
  purgeLimit?: boolean;
  /** Runs the app without its edge: no assets, no Access, no cache, and no `ctx.cache`. */
  withoutEdge?: boolean;
};

/** The two modules that only a local server has. */
type EdgeModules = { worker: string; entry: string };

let bundled: Promise<EdgeModules> | null = null;

/** Bundles the worker that imitates Cloudflare's edge, and the app's entry for it; once a process, since esbuild is stopped after. */
export const bundleEdge = (): Promise<EdgeModules> => {
  bundled ??= bundleBoth();
  return bundled;
};

async function bundleBoth(): Promise<EdgeModules> {
  const { outputFiles } = await bundle({
    entryPoints: [inRoot("scripts", "edge", "worker.ts"), inRoot("scripts", "edge", "entry.ts")],
    outdir: "edge",
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    alias: { "@/worker": "./served.js" },
    external: ["cloudflare:workers", "node:*", "./served.js"],
  });
  await stop();
  const find = (name: string) => outputFiles.find(({ path }) => path.endsWith(name))?.text ?? "";
  return { worker: find("worker.js"), entry: find("entry.js") };
}

/** What each start adds: the bundled edge, and the imitated Access. */
export type EdgeParts = { modules: EdgeModules; access: LocalAccess | null };

/** The names of the workers inside Miniflare. */
export const APP = "status";
const EDGE = "edge";
const ASSETS = "assets";

/** Flags that a deployment turns on explicitly. */
const FLAGS = { FLAG_STATUS_PUBLIC_ENDPOINT: "1", FLAG_STATUS_3P_POLLER: "1", FLAG_STATUS_PROBER: "1" };

const ASSETS_SCRIPT = "export default { fetch: (request, env) => env.FILES.fetch(request) };";
/** The rate limiters' bindings, for the limits that this server has. */
const rateLimits = (limits: LocalParts["limits"] = {}) =>
  Object.fromEntries(
    Object.entries(limits)
      .filter(([, limit]) => limit > 0)
      .map(([name, limit]) => [name, { namespace_id: name, simple: { limit, period: LIMIT_PERIOD_S } }]),
  );

/** The variables of a local server as the Worker reads them. */
export function bindingsOf(
  { variables, registry, demo }: Pick<LocalParts, "variables" | "registry" | "demo">,
  access: LocalAccess | null,
) {
  const { OPS_LOCAL_OPERATOR: _, ...own } = variables;
  return {
    ...FLAGS,
    ...own,
    ...(registry && { REGISTRY: registry }),
    ...(demo && { DEMO: "1" }),
    ...(access && { ACCESS_TEAM_DOMAIN: access.issuer, ACCESS_AUD: access.audience }),
  };
}

const platformOf = ({ compatibilityDate, compatibilityFlags }: Build) => ({ compatibilityDate, compatibilityFlags });

function appWorker(parts: LocalParts, { modules, access }: EdgeParts) {
  const { build, withoutSnapshot, limits, entry, withoutEdge } = parts;
  const root = join(build.dir, "worker");
  const served = entry ?? 'export { default } from "./worker.js";';
  return {
    name: APP,
    modulesRoot: root,
    modules: [
      { type: "ESModule", path: join(root, "local-entry.js"), contents: modules.entry },
      { type: "ESModule", path: join(root, "served.js"), contents: served },
      { type: "ESModule", path: join(root, "worker.js") },
    ],
    ...platformOf(build),
    bindings: bindingsOf(parts, access),
    d1Databases: { [build.database.binding]: build.database.id },
    kvNamespaces: withoutSnapshot ? {} : { [build.snapshot.binding]: build.snapshot.id },
    ratelimits: rateLimits(limits),
    serviceBindings: { ASSETS, ...(!withoutEdge && { EDGE: { name: EDGE, entrypoint: "Purges" } }) },
  };
}

/** What Cloudflare does in front of the app (docs/decisions/003). */
function edgeWorker({ build, purgeLimit = false }: LocalParts, { modules, access }: EdgeParts) {
  return {
    name: EDGE,
    modules: [{ type: "ESModule", path: "edge.js", contents: modules.worker }],
    ...platformOf(build),
    bindings: { ASSET_PATHS: assetPaths(build), PURGE_LIMIT: purgeLimit, ...(access && { ACCESS: access }) },
    serviceBindings: { APP, ASSETS },
  };
}

/** The paths of the static files; `_headers` and `_redirects` at the root are configuration, not files. */
function assetPaths({ dir }: Build): string[] {
  const root = join(dir, "assets");
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const paths = files.map((file) => `/${relative(root, join(file.parentPath, file.name)).split(sep).join("/")}`);
  const served = paths.filter((path) => !["/_headers", "/_redirects"].includes(path));
  return [...new Set(served.flatMap((path) => [path, encodeURI(path)]))]; // browsers send a bracket encoded
}

/** Serves the static files with the platform's own rules: types, validators, `_headers`, 404. */
function assetsWorker({ build }: LocalParts) {
  return {
    name: ASSETS,
    modules: true,
    script: ASSETS_SCRIPT,
    ...platformOf(build),
    assets: { directory: join(build.dir, "assets"), binding: "FILES" },
  };
}

/**
 * Miniflare's options for the app on 127.0.0.1:`port` (0 is any free one), with D1 and KV where wrangler stores them. The
 * socket connects directly to the edge: a router in front, Miniflare's own or the assets', costs three quarters of the throughput.
 */
export function optionsFor(parts: LocalParts, edge: EdgeParts, port: number): MiniflareOptions {
  const upstream = [appWorker(parts, edge), assetsWorker(parts)];
  const [first, ...others] = parts.withoutEdge ? upstream : [edgeWorker(parts, edge), ...upstream];
  return convertV4MiniflareOptions({
    resourcePersistencePath: join(parts.dataDir, "v3"),
    cf: false,
    handleStructuredLogs: ({ level, message }: WorkerdStructuredLog) => {
      const isFault = level === "error" || level === "warn";
      if (isFault || !parts.demo) process[isFault ? "stderr" : "stdout"].write(`${message}\n`);
    },
    workers: [{ ...first, unsafeDirectSockets: [{ host: "127.0.0.1", port }] }, ...others],
  } as V4MiniflareOptions);
}

/** The worker that receives the socket's requests. */
export const frontOf = ({ withoutEdge }: LocalParts): string => (withoutEdge ? APP : EDGE);
