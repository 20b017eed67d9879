import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { D1Database } from "@cloudflare/workers-types";
import type { SurfaceEntry } from "../../lib/schemas/registry";
import { readRegistry } from "../ensure-generated";
import { type LocalServer, startLocalServer } from "../local-server";
import { checkVariables, ensureDevVars, readVariables, type Variables } from "../local-variables";
import type { Build } from "../make-build";
import { inRoot } from "../root";
import { tellPast } from "./chronicler";
import { copyTables } from "./copy-tables";
import { demoRegistry } from "./demo-registry";
import { makeDoors } from "./doors";
import { type Desk, makeDesk } from "./freescout-desk";
import { openMemoryDatabase } from "./memory-database";
import { makePartnerPages } from "./partner-pages";
import { past } from "./past";
import { PRESENT, present } from "./present";
import { type FarEnd, serveFarEnds } from "./serve-far-ends";
import { makeSites } from "./sites";
import type { Stage } from "./timeline";

const REGISTRY = inRoot("config", "status-surfaces.yaml");

/** A demo without its clock: the server, what the script plays on, and where its secrets are. */
export type Demo = {
  server: LocalServer;
  stage: Stage;
  secretsFile: string;
  operator: string;
  stop: () => Promise<void>;
};

type Options = { build: Build; dataDir: string; port: number; hearAlert: (text: string) => void };

/**
 * The same server as `npm start`, with secrets, data and a past of its own, and all that it looks at on this machine. `dataDir` is
 * a folder without data.
 */
export async function startDemo({ build, dataDir, port, hearAlert }: Options): Promise<Demo> {
  const entries = readRegistry(REGISTRY);
  const freescoutKey = randomUUID();
  const [sites, partners, desk] = [makeSites(entries), makePartnerPages(entries), makeDesk(freescoutKey)];
  const farEnds = { sites: sites.farEnd, partners: partners.farEnd, freescout: desk.farEnd };
  const served = await serveFarEnds({ ...farEnds, control: () => ({ status: 204 }), alerts: alertRoom(hearAlert) });
  partners.say(PRESENT.silentPartner, "silent");
  partners.say(PRESENT.partner.id, PRESENT.partner.trouble);
  const registry = demoRegistry(entries, served.url);
  const secretsFile = join(dataDir, "demo.vars");
  ensureDevVars(secretsFile);
  const variables = variablesFor(served.url, freescoutKey, readVariables({}, secretsFile));
  const tell = (db: D1Database) => tellHistory(db, registry, desk);
  const server = await startLocalServer({ build, dataDir, variables, registry, demo: true }, port, tell);
  const doors = makeDoors(server.url, variables, desk);
  const nameOf = (id: string) => entries.find((entry) => entry.id === id)?.display_name ?? id;
  const stop = async () => {
    served.stop();
    await server.stop();
  };
  const stage = { sites, partners, doors, nameOf, now: Date.now };
  return { server, stage, secretsFile, operator: variables.OPS_LOCAL_OPERATOR ?? "", stop };
}

/** Everything that could lead off this machine leads to a far end on it, or is not set. */
function variablesFor(farEnds: string, freescoutKey: string, secrets: Variables): Variables {
  return checkVariables({
    ...secrets,
    OPS_LOCAL_OPERATOR: "operator@example.com",
    FREESCOUT_API_URL: `${farEnds}/freescout`,
    FREESCOUT_API_KEY: freescoutKey,
    PROBE_ACCESS_CLIENT_ID: randomUUID(),
    PROBE_ACCESS_CLIENT_SECRET: randomUUID(),
    PROBE_RETRY_MS: "100",
    PROBE_CONTROL_URLS: `${farEnds}/control`,
    OPS_ALERT_WEBHOOK_URL: `${farEnds}/alerts`,
  });
}

/** Told in memory, where the way to the database costs nothing, and copied in one piece. */
async function tellHistory(db: D1Database, registry: SurfaceEntry[], desk: Desk): Promise<void> {
  const now = Date.now();
  const memory = openMemoryDatabase();
  await tellPast({ db: memory, registry, now }, [...past(registry, desk, now), ...present(registry, desk, now)]);
  await copyTables(memory, db);
}

const alertRoom =
  (hear: (text: string) => void): FarEnd =>
  ({ body }) => {
    hear(String((JSON.parse(body) as { text?: unknown }).text ?? ""));
    return { status: 200 };
  };
