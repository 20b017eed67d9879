import { mkdirSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import next from "next";
import { migrate, writeDevBindings } from "./dev-bindings";
import { certsOf, GUARDED, HEADER, type LocalAccess, signAssertion } from "./edge/access";
import { ensureGenerated } from "./ensure-generated";
import { makeAccess } from "./local-access";
import { lockDataDir, seed } from "./local-server";
import { readSettings } from "./local-settings";
import { bindingsOf } from "./local-worker";
import { ROOT } from "./root";
import { main, say, secondsSince } from "./terminal";

const HOSTNAME = "127.0.0.1";

/** Plays Cloudflare Access in front of a listener, for OPS_LOCAL_OPERATOR. */
const behindAccess =
  (access: LocalAccess, listener: RequestListener): RequestListener =>
  async (request, response) => {
    const path = request.url ?? "/";
    if (path === "/cdn-cgi/access/certs") {
      response.setHeader("Content-Type", "application/json");
      return response.end(await certsOf(access).text());
    }
    const name = HEADER.toLowerCase();
    if (GUARDED.test(path)) request.headers[name] ??= await signAssertion(access);
    return listener(request, response);
  };

// `npm run dev`: Next's own development server with hot reload, on the bindings of `npm start`, until Ctrl-C.
await main(async () => {
  const startedMs = performance.now();
  const { port, ...settings } = await readSettings(process.env);
  mkdirSync(settings.dataDir, { recursive: true });
  await lockDataDir(settings.dataDir);
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
