import { readFileSync } from "node:fs";
import { inRoot } from "../../../scripts/root";
import { REGISTRY, readPartner, showIncidents } from "../../e2e/scenes";
import { iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import { startServer, type TestServer, type TestServerOptions } from "../../support/server";
import { findWorkerd } from "./processes";

/** The server that is measured, and who writes to it. */
export type BusyServer = {
  server: TestServer;
  operator: Operator;
  /** The process that answers. */
  pid: number | null;
  /** Looks at everything anew, as the cron does each minute: without it surfaces turn UNKNOWN in mid-measurement. */
  look: () => Promise<void>;
};

/** The module that counts what is asked of D1 (`startServer`'s `entry`). */
export const readCountingEntry = (): string =>
  readFileSync(inRoot("test", "bench", "server", "counting-entry.mjs"), "utf8");

/** Partners that the scene has an outage of. */
const PARTNER_STATES: Record<string, string> = { "heroku-platform": "DEGRADED" };

async function look(operator: Operator): Promise<void> {
  const probed = REGISTRY.filter((surface) => surface.probe_url !== null);
  await operator.probe(probed.map(({ id }) => ({ surface_id: id, ok: true, checked_at: iso(Date.now()) })));
  for (const { id, partner_feed } of REGISTRY)
    if (partner_feed) await readPartner(operator, id, PARTNER_STATES[id] ?? "OPERATIONAL");
}

/** 23 surfaces amid a bad afternoon, some of them down, with 90 days behind them: the bench's one scene. */
export async function startBusyServer(options: TestServerOptions = {}): Promise<BusyServer> {
  const { started: server, pid } = await findWorkerd(() => startServer(options));
  const operator = operatorOf(server);
  await showIncidents({ server, operator });
  const note = "Orders are not being accepted. We are working on it.";
  await operator.pin("trade-execution", "DOWN", { public_note: note, ticket_pending: true });
  await operator.pin("broker-connectivity", "DOWN", { ticket_pending: true });
  return { server, operator, pid, look: () => look(operator) };
}
