import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { dirname, join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import next from "next";
import { getPlatformProxy, unstable_readConfig } from "wrangler";
import { isLoopback } from "../lib/schemas/request-url";
import { certsOf, GUARDED, HEADER, type LocalAccess, makeAccess, signAssertion } from "./edge/access";
import { ensureGenerated } from "./ensure-generated";
import { applyMigrations, lockDataDir, seed } from "./local-server";
import { readSettings } from "./local-settings";
import { bindingsOf } from "./local-worker";
import { inRoot, ROOT } from "./root";
import { main, say, secondsSince } from "./terminal";

const HOSTNAME = "127.0.0.1";

/** Imitates Cloudflare Access in front of a listener, for OPS_LOCAL_OPERATOR. */
const behindAccess =
  (access: LocalAccess, listener: RequestListener): RequestListener =>
  async (request, response) => {
    const path = request.url ?? "/";
    if (path === "/cdn-cgi/access/certs") {
      response.setHeader("Content-Type", "application/json");
      return response.end(await certsOf(access).text());
    }
    const name = HEADER.toLowerCase();
    if (GUARDED.test(path) && isLoopback(`http://${request.headers.host}`))
      request.headers[name] ??= await signAssertion(access);
    return listener(request, response);
  };

/** Writes the bindings of `npm start` to a file for `next dev`; returns what next.config.ts reads from DEV_BINDINGS. */
function writeDevBindings(dataDir: string, vars: object) {
  const { name, compatibility_date, compatibility_flags, d1_databases, kv_namespaces } = unstable_readConfig({
    config: inRoot("wrangler.toml"),
  });
  const configPath = inRoot(".build", "dev", "wrangler.json");
  mkdirSync(dirname(configPath), { recursive: true });
  writeFileSync(
    configPath,
    JSON.stringify({ name, compatibility_date, compatibility_flags, d1_databases, kv_namespaces, vars }),
    { mode: 0o600 },
  );
  return { configPath, persist: { path: join(dataDir, "v3") } };
}

/** Brings the local database to the newest migration; returns the names of those that it applied. */
async function migrate(bindings: ReturnType<typeof writeDevBindings>): Promise<string[]> {
  const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({ ...bindings, envFiles: [] });
  return applyMigrations(env.DB).finally(dispose);
}

// `npm run dev`: Next's own development server with hot reload, on the bindings of `npm start`, until Ctrl-C.
await main(async () => {
  const startedMs = performance.now();
  const { port, ...settings } = await readSettings(process.env);
  lockDataDir(settings.dataDir);
  await ensureGenerated();
  const imitated = await makeAccess(settings.variables);
  const access = imitated && { ...imitated, issuer: `http://${HOSTNAME}:${port}` };
  const bindings = writeDevBindings(settings.dataDir, bindingsOf(settings, access));
  for (const name of await migrate(bindings)) say(`  migrated: ${name}`);
  process.env.DEV_BINDINGS = JSON.stringify(bindings);
  const server = createServer();
  const app = next({ dev: true, dir: ROOT, hostname: HOSTNAME, port, httpServer: server });
  await app.prepare();
  const handle: RequestListener = (request, response) => void app.getRequestHandler()(request, response);
  server.on("request", access ? behindAccess(access, handle) : handle);
  await new Promise<void>((resolve) => server.listen(port, HOSTNAME, resolve));
  const url = `http://${HOSTNAME}:${port}`;
  const token = settings.variables.STATUS_INTERNAL_WRITE_TOKEN;
  if (token) await seed(url, token);
  console.log(`${url}/ after ${secondsSince(startedMs)}; Ctrl-C stops it`);
}, 0);
