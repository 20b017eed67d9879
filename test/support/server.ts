import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { D1Database, KVNamespace } from "@cloudflare/workers-types";
import type { LimitName } from "@/lib/platform/rate-limits";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { ensureBuild } from "../../scripts/ensure-build";
import { startLocalServer } from "../../scripts/local-server";
import { checkVariables, LOCAL_SECRETS, makeSecrets, type Variables } from "../../scripts/local-settings";

export type TestServerOptions = {
  /** Variables of the env schema; a secret that is "" is not configured. Nothing else is: this process's environment is not read. */
  env?: Variables;
  /** The surfaces to serve instead of config/status-surfaces.yaml. */
  registry?: SurfaceEntry[];
  /** Kept after stop(); without it, a new folder that stop() removes. */
  dataDir?: string;
  /** How many failed credentials and uncached reads one address may have a minute; unlimited where absent. */
  limits?: Partial<Record<LimitName, number>>;
  /** Leaves out the binding of the fallback snapshot. */
  withoutSnapshot?: boolean;
  /** Limits purges of the edge cache as the platform does. */
  purgeLimit?: boolean;
  /** Starts the app alone: no cache, no static assets, no Access in front of it. */
  withoutEdge?: boolean;
  /** Source of a module in front of the Worker, which imports it as `./worker.js`. */
  entry?: string;
  /** 0, any free port, if absent. */
  port?: number;
};

/** A test server requests nothing from anyone unless its test turns it on. */
const ALONE: Variables = { FLAG_STATUS_PROBER: "0", FLAG_STATUS_3P_POLLER: "0" };

type Row = Record<string, unknown>;

/** A server as `npm start` starts it, without the cron. */
export type TestServer = {
  url: string;
  dataDir: string;
  secrets: Record<(typeof LOCAL_SECRETS)[number], string>;
  /** Runs one statement on the server's D1; gives its rows. */
  sql: <T = Row>(command: string, ...values: unknown[]) => Promise<T[]>;
  /** Where the fallback snapshot is stored. */
  openSnapshot: () => Promise<KVNamespace>;
  /** Runs a cron tick with `timeMs` as its now, to its end. */
  tick: (timeMs: number) => Promise<void>;
  stop: () => Promise<void>;
};

/** Runs one statement on a server's D1; gives its rows. */
export const sqlOn =
  (openDatabase: () => Promise<D1Database>): TestServer["sql"] =>
  async <T>(command: string, ...values: unknown[]) => {
    const statement = (await openDatabase()).prepare(command).bind(...values);
    return (await statement.all<T>().catch((error) => retryClosed(error, () => statement.all<T>()))).results;
  };

/** A connection that lay idle while this process was busy is closed by the other side before a statement reaches it. */
function retryClosed<T>(error: Error & { cause?: { code?: string } }, again: () => Promise<T>): Promise<T> {
  if (error.cause?.code !== "UND_ERR_SOCKET") throw error;
  return again();
}

/** Starts the built app on workerd with a D1 and secrets of its own; a second or two, builds first if stale. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { env, dataDir, port = 0, registry, ...others } = options;
  const build = await ensureBuild();
  const dir = dataDir ?? mkdtempSync(join(tmpdir(), "raxx-status-"));
  const given = Object.entries({ ...makeSecrets(), ...ALONE, ...env });
  const variables = checkVariables(Object.fromEntries(given.filter(([, value]) => value)));
  const parts = { build, dataDir: dir, variables, ...(registry && { registry: { surfaces: registry } }), ...others };
  const server = await startLocalServer(parts, port);
  const secrets = Object.fromEntries(LOCAL_SECRETS.map((name) => [name, variables[name] ?? ""]));
  return {
    url: server.url,
    dataDir: dir,
    secrets: secrets as TestServer["secrets"],
    sql: sqlOn(server.openDatabase),
    openSnapshot: server.openSnapshot,
    tick: server.tick,
    stop: async () => {
      await server.stop();
      if (!dataDir) rmSync(dir, { recursive: true, force: true });
    },
  };
}
