import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import {
  convertV4MiniflareOptions,
  type MiniflareOptions,
  type V4MiniflareOptions,
  type WorkerdStructuredLog,
} from "miniflare";
import { LIMIT_PERIOD_S, type LimitName } from "../lib/limits";
import type { SurfaceEntry } from "../lib/schemas/registry";
import type { Variables } from "./local-variables";
import type { Build } from "./make-build";

/** What a local server is made of. */
export type LocalParts = {
  build: Build;
  /** What wrangler calls --persist-to, absolute. */
  dataDir: string;
  variables: Variables;
  /** The surfaces to serve instead of those that are compiled in. */
  registry?: SurfaceEntry[];
  /** How many a minute and address; none where absent. */
  limits?: Partial<Record<LimitName, number>>;
  /** Leaves the last known good copy without a place. */
  withoutSnapshot?: boolean;
  /** Every page says that this is a demo, and of the worker's log only its faults are shown. */
  demo?: boolean;
  /** Source of a module that takes the entry's place and imports it as `./worker.js`. */
  entry?: string;
};

/** The name of the app's worker inside Miniflare. */
export const APP = "status";

const ASSETS_SCRIPT = "export default { fetch: (request, env) => env.FILES.fetch(request) };";
const MODULE_TYPES: Record<string, "ESModule" | "CompiledWasm" | "Data" | "Text"> = {
  ".js": "ESModule",
  ".mjs": "ESModule",
  ".wasm": "CompiledWasm",
  ".bin": "Data",
  ".txt": "Text",
  ".html": "Text",
  ".sql": "Text",
};

/** The bundle's modules, the entry first, as wrangler would upload them. */
function listModules(dir: string) {
  const names = readdirSync(dir).filter((name) => MODULE_TYPES[extname(name)]);
  names.sort((a, b) => Number(b === "worker.js") - Number(a === "worker.js"));
  return names.map((name) => ({ type: MODULE_TYPES[extname(name)] ?? "Data", path: join(dir, name) }));
}

const isFault = ({ level }: WorkerdStructuredLog): boolean => level === "error" || level === "warn";

function passOn(log: WorkerdStructuredLog): void {
  const stream = isFault(log) ? process.stderr : process.stdout;
  stream.write(`${log.message}\n`);
}

function passOnFaults(log: WorkerdStructuredLog): void {
  if (isFault(log)) passOn(log);
}

/** The platform's limits, as far as this server has any. */
const rateLimits = (limits: LocalParts["limits"] = {}) =>
  Object.fromEntries(
    Object.entries(limits)
      .filter(([, limit]) => limit > 0)
      .map(([name, limit]) => [name, { namespace_id: name, simple: { limit, period: LIMIT_PERIOD_S } }]),
  );

function appWorker({ build, variables, registry, withoutSnapshot, limits, demo, entry }: LocalParts, port: number) {
  const { compatibilityDate, compatibilityFlags } = build;
  const modules = listModules(join(build.dir, "worker"));
  const inFront = { type: "ESModule", path: join(build.dir, "worker", "entry.mjs"), contents: entry };
  return {
    name: APP,
    modulesRoot: join(build.dir, "worker"),
    modules: entry === undefined ? modules : [inFront, ...modules],
    compatibilityDate,
    compatibilityFlags,
    // LOCAL is what makes a server local: no environment in wrangler.toml has it.
    bindings: { ...variables, LOCAL: { ...(registry && { registry }), ...(demo && { demo }) } },
    d1Databases: { [build.database.binding]: build.database.id },
    kvNamespaces: withoutSnapshot ? {} : { [build.snapshot.binding]: build.snapshot.id },
    ratelimits: rateLimits(limits),
    serviceBindings: { ASSETS: "assets" },
    // Straight into the Worker: a router in front, Miniflare's own or the assets', costs three quarters of the speed.
    unsafeDirectSockets: [{ host: "127.0.0.1", port }],
  };
}

/** Serves the static files with the platform's own rules: types, validators, `_headers`, 404. */
function assetsWorker({ build }: LocalParts) {
  return {
    name: "assets",
    modules: true,
    script: ASSETS_SCRIPT,
    compatibilityDate: build.compatibilityDate,
    assets: { directory: join(build.dir, "assets"), binding: "FILES" },
  };
}

/** Miniflare's options for the app on 127.0.0.1:`port` (0 is any free one), with D1 and KV where wrangler looks for them. */
export function optionsFor(parts: LocalParts, port: number): MiniflareOptions {
  return convertV4MiniflareOptions({
    resourcePersistencePath: join(parts.dataDir, "v3"),
    cf: false,
    handleStructuredLogs: parts.demo ? passOnFaults : passOn,
    workers: [appWorker(parts, port), assetsWorker(parts)],
  } as V4MiniflareOptions);
}
