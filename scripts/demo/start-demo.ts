import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import { FREESCOUT_KEY } from "../../test/fakes/freescout";
import type { Build } from "../ensure-build";
import { startLocalServer } from "../local-server";
import { checkVariables, ensureDevVars, readVariables, type Variables } from "../local-settings";
import { readRegistry } from "../registry";
import { inRoot } from "../root";
import { past } from "./past";
import { PRESENT, present } from "./present";
import type { Stage } from "./timeline";
import { makeClients, type Shown, startWorld, type World } from "./world";
import { writePast } from "./write-past";

type Options = { build: Build; dataDir: string; port: number } & Pick<Shown, "showAlert"> & Partial<Shown>;

/**
 * A demo without its timeline: the same server as `npm start`, with its own secrets, data and past, its upstreams faked on this
 * machine, and the stage for the timeline. `dataDir` is an empty folder.
 */
export async function startDemo({ build, dataDir, port, showAlert, showMail = () => undefined }: Options) {
  const real = readRegistry(inRoot("config", "status-surfaces.yaml"));
  const world = await startWorld(real.surfaces, { showAlert, showMail });
  const { surfaces, file, setSite, setPartner } = world;
  const registry = { ...real, surfaces };
  setPartner(PRESENT.silentPartner, "silent");
  setPartner(PRESENT.partner.id, PRESENT.partner.trouble);
  const secretsFile = join(dataDir, "demo.vars");
  ensureDevVars(secretsFile);
  const variables = variablesFor(world, readVariables({}, secretsFile));
  const seedPast = (db: D1Database) => {
    const now = Date.now();
    return writePast(db, { surfaces, now }, [...past(surfaces, file, now), ...present(surfaces, file, now)]);
  };
  const server = await startLocalServer({ build, dataDir, variables, registry, demo: true }, port, seedPast);
  const stage: Stage = { setSite, setPartner, ...makeClients(server.url, variables, file), now: Date.now };
  const tick = (timeMs: number) => {
    world.forget();
    return server.tick(timeMs);
  };
  const stop = () => Promise.all([world.stop(), server.stop()]);
  return { server: { ...server, tick }, stage, secretsFile, operator: variables.OPS_LOCAL_OPERATOR ?? "", stop };
}

export type Demo = Awaited<ReturnType<typeof startDemo>>;

/** Variables that point every outgoing request to a fake on this machine, or are not set. */
const variablesFor = ({ url, freescoutUrl }: World, secrets: Variables): Variables =>
  checkVariables({
    ...secrets,
    OPS_LOCAL_OPERATOR: "operator@example.com",
    FREESCOUT_API_URL: freescoutUrl,
    FREESCOUT_API_KEY: FREESCOUT_KEY,
    PROBE_ACCESS_CLIENT_ID: randomUUID(),
    PROBE_ACCESS_CLIENT_SECRET: randomUUID(),
    PROBE_RETRY_MS: "100",
    PROBE_CONTROL_URLS: `${url}/control`,
    OPS_ALERT_WEBHOOK_URL: `${url}/alerts`,
    POSTMARK_SERVER_TOKEN: randomUUID(),
    POSTMARK_API_URL: url,
  });
