import { describe, expect, it } from "vitest";
import { deliver, runbook } from "../support/freescout";
import { iso } from "../support/http";
import { expectUnbrokenChain, incidentOfTicket, incidentsOf, updatesOf } from "../support/records";
import { serverForFile } from "../support/server-for-file";
import { startManySurfaces, surfacePool } from "../support/surfaces";

const take = surfacePool();
const { server, operator } = serverForFile({}, startManySurfaces);

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const versionOf = async (id: string) =>
  (await server.sql<{ version: number }>("SELECT version FROM surface_state WHERE surface_id = ?", id))[0]?.version;

async function allAtOnce(writes: (() => Promise<{ status: number }>)[]): Promise<void> {
  const answers = await Promise.all(writes.map((write) => write()));
  expect(answers.map(({ status }) => status)).toEqual(writes.map(() => 200));
}

describe("50 writers at once on one surface", () => {
  it("lose nothing: each is answered 200, stored, and the audit chain is unbroken", async () => {
    const id = take("probed");
    const says = (state_source: string, state: string, actor: string) => () =>
      operator.update({ surface_id: id, state_source, state, actor });
    const updated = iso(Date.now());
    const kinds = [
      (i: number) => () =>
        operator.pin(id, i % 2 ? "DEGRADED" : "DOWN", { actor: `ops-${i}`, public_note: `Note ${i}.` }),
      (i: number) => () => deliver(server, runbook({ id: 1000 + i, updated, tag: id, note: `Ticket ${i}.` })),
      () => says("prober", "DEGRADED", "prober"),
      () => says("3p_poller", "UNKNOWN", "3p_poller"),
    ];
    await allAtOnce(range(50).map((i) => (kinds[i % 4] as (typeof kinds)[0])(i)));

    const [row] = await server.sql<Record<string, number>>("SELECT * FROM surface_state WHERE surface_id = ?", id);
    expect(row).toMatchObject({ version: 51, probe_fail_streak: 12, partner_failed_polls: 12, state_source: "manual" });
    expect((await operator.stored(id)).open_tickets).toHaveLength(13);
    const rows = await expectUnbrokenChain(server, id);
    const byHand = rows.filter(({ source }) => source === "manual").map(({ actor }) => actor);
    expect(byHand.sort()).toEqual(
      range(13)
        .map((i) => `ops-${i * 4}`)
        .sort(),
    );
    const tickets = (await incidentsOf(server, id)).filter((incident) => incident.freescout_ticket_id !== null);
    expect(tickets.map((incident) => incident.freescout_ticket_id).sort()).toEqual(range(13).map((i) => 1001 + i * 4));
    expect((await incidentsOf(server, id)).filter((incident) => incident.freescout_ticket_id === null)).toHaveLength(1);
  });

  it("that release and pin in turn leave as many incidents as pins", async () => {
    const id = take("plain");
    await allAtOnce(range(50).map((i) => () => operator.pin(id, i % 2 ? "OPERATIONAL" : "DOWN")));
    expect(await versionOf(id)).toBe(51);
    const rows = await expectUnbrokenChain(server, id);
    expect(rows).toHaveLength(51);
    const pinned = rows.filter((row) => row.previous_state !== "DOWN" && row.new_state === "DOWN").length;
    const incidents = await incidentsOf(server, id);
    expect(incidents).toHaveLength(pinned);
    const open = incidents.filter(({ resolved_at }) => resolved_at === null).length;
    expect(open).toBe((await operator.stored(id)).state === "DOWN" ? 1 : 0);
  });
});

describe("50 deliveries at once", () => {
  it("of the same new ticket make one ticket, one incident, one update, one change", async () => {
    const id = take("plain");
    const body = runbook({ id: 2000, updated: iso(Date.now()), tag: id, note: "Slow.", severity: "partial" });
    await allAtOnce(range(50).map(() => () => deliver(server, body)));
    const incidents = await incidentsOf(server, id);
    expect(incidents).toMatchObject([{ freescout_ticket_id: 2000, severity: "partial", resolved_at: null }]);
    expect(await updatesOf(server, incidents[0]?.id ?? 0)).toHaveLength(1);
    expect(await expectUnbrokenChain(server, id)).toHaveLength(2);
    expect(await versionOf(id)).toBe(2);
  });

  it("of a ticket's whole life, in any order, end at its last word", async () => {
    const id = take("plain");
    const T0 = Date.now() - 3_600_000;
    const life = range(50).map((i) => {
      const status = i === 49 ? "closed" : "open";
      return runbook({ id: 2001, updated: iso(T0 + i * 1000), tag: id, note: `Word ${i}.`, status });
    });
    await allAtOnce(life.toReversed().map((body) => () => deliver(server, body)));
    expect(await operator.stored(id)).toMatchObject({ ticket_pending: false, open_tickets: [], public_note: null });
    const incidents = await incidentOfTicket(server, 2001);
    expect(incidents.length).toBeLessThanOrEqual(1);
    for (const incident of incidents) expect(incident.resolved_at).not.toBeNull();
    if (incidents.length > 0) await expectUnbrokenChain(server, id);
  });

  it("of two tickets that race over two surfaces leave each where its last word says", async () => {
    const [a, b] = [take("plain"), take("plain")];
    const T0 = Date.now() - 3_600_000;
    const moves = range(25).flatMap((i) => {
      const updated = iso(T0 + i * 1000);
      return [
        runbook({ id: 3001, updated, tag: i % 2 ? b : a, severity: "down", note: `One ${i}.` }),
        runbook({ id: 3002, updated, tag: i % 2 ? a : b, severity: "partial", note: `Two ${i}.` }),
      ];
    });
    await allAtOnce(moves.map((body) => () => deliver(server, body)));
    for (const [id, ticket, state, note] of [
      [a, 3001, "DOWN", "One 24."],
      [b, 3002, "PARTIAL", "Two 24."],
    ] as const) {
      expect(await operator.stored(id)).toMatchObject({
        state,
        public_note: note,
        open_tickets: [{ freescout_ticket_id: ticket }],
      });
      expect(await incidentOfTicket(server, ticket)).toMatchObject([
        { surface_id: id, public_note: note, resolved_at: null },
      ]);
      await expectUnbrokenChain(server, id);
    }
  });
});

describe("ticks among writers", () => {
  it("write what the clock asks once, however many run at once", async () => {
    const id = take("plain");
    const [starts, ends] = [Date.now() + 1_000_000, Date.now() + 2_000_000];
    await operator.plan({ surface_ids: [id], starts_at: iso(starts), ends_at: iso(ends) });
    await Promise.all(range(10).map(() => server.tick(starts)));
    await Promise.all(range(10).map(() => server.tick(ends)));
    const rows = await expectUnbrokenChain(server, id);
    expect(rows.map(({ new_state }) => new_state)).toEqual(["UNKNOWN", "MAINTENANCE", "OPERATIONAL"]);
    expect(await incidentsOf(server, id)).toHaveLength(1);
  });
});
