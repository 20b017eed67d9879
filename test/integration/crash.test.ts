import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { deliver, runbook } from "../support/freescout";
import { iso, sleep } from "../support/http";
import { killServer } from "../support/kill-server";
import { operatorOf } from "../support/operator";
import { expectUnbrokenChain, incidentOfTicket, incidentsOf, updatesOf } from "../support/records";
import type { TestServer } from "../support/server";
import { startManySurfaces } from "../support/surfaces";

const dataDir = mkdtempSync(join(tmpdir(), "raxx-crash-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const SURFACE = "plain-0";

/** Sends writes until the server is gone; gives the actors and tickets that were told 200. */
async function writeUntilGone(server: TestServer, round: number) {
  const { pin } = operatorOf(server);
  const told: { actors: string[]; tickets: number[] } = { actors: [], tickets: [] };
  let gone = false;
  const writer = async (n: number) => {
    for (let i = 0; !gone; i++) {
      const ticket = round * 100_000 + n * 10_000 + i + 1;
      const actor = `ops-${ticket}`;
      const byHand = await pin(SURFACE, i % 2 ? "OPERATIONAL" : "DOWN", { actor }).catch(() => null);
      if (byHand?.status === 200) told.actors.push(actor);
      const body = runbook({
        id: ticket,
        updated: iso(Date.now()),
        tag: SURFACE,
        note: `Written by writer ${ticket}.`,
      });
      const delivered = await deliver(server, body).catch(() => null);
      if (delivered?.status === 200) told.tickets.push(ticket);
      if (!byHand || !delivered) return;
    }
  };
  const writers = Promise.all([0, 1, 2, 3].map(writer));
  await sleep(700 + round * 137);
  await killServer(server);
  gone = true;
  await writers;
  return told;
}

it("a server that dies among writers leaves nothing half-written, and nothing that it answered is lost", async () => {
  const told: { actors: string[]; tickets: number[] } = { actors: [], tickets: [] };
  for (const round of [1, 2]) {
    const { actors, tickets } = await writeUntilGone(await startManySurfaces({ dataDir }), round);
    expect(actors.length + tickets.length).toBeGreaterThan(0);
    told.actors.push(...actors);
    told.tickets.push(...tickets);
  }
  const server = await startManySurfaces({ dataDir });
  const rows = await expectUnbrokenChain(server, SURFACE);
  expect(rows.map(({ actor }) => actor)).toEqual(expect.arrayContaining(told.actors));

  const tickets = await server.sql<{ id: number; incident: string }>(
    "SELECT freescout_ticket_id AS id, incident_key AS incident FROM freescout_tickets WHERE is_open = 1 ORDER BY 1",
  );
  expect(tickets.map(({ id }) => id)).toEqual(expect.arrayContaining(told.tickets));
  for (const { id } of tickets) {
    const [incident, ...others] = await incidentOfTicket(server, id);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ surface_id: SURFACE, resolved_at: null, public_note: `Written by writer ${id}.` });
    expect((await updatesOf(server, incident?.id ?? 0)).map(({ kind }) => kind)).toEqual(["opened"]);
  }
  const incidents = await incidentsOf(server, SURFACE);
  const pins = rows.filter(
    (row) => row.source === "manual" && row.previous_state !== row.new_state && row.new_state === "DOWN",
  );
  expect(incidents).toHaveLength(tickets.length + pins.length);
  const [stored] = await server.sql<{ pinned: number }>(
    `SELECT override_since IS NOT NULL AS pinned FROM surface_state WHERE surface_id = '${SURFACE}'`,
  );
  const openPins = incidents.filter((row) => row.freescout_ticket_id === null && row.resolved_at === null);
  expect(openPins).toHaveLength(stored?.pinned ?? 0);
  expect((await operatorOf(server).pin(SURFACE, "OPERATIONAL")).status).toBe(200);
  await server.stop();
});
