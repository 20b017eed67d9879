import { describe, expect, it } from "vitest";
import { deliver, designCard, native, runbook, type TicketWords } from "../support/freescout";
import { iso } from "../support/http";
import {
  auditOf,
  expectNothingWritten,
  expectUnbrokenChain,
  incidentOfTicket,
  incidentsOf,
  updatesOf,
} from "../support/records";
import { serverForFile } from "../support/server-for-file";
import { startManySurfaces, surfacePool } from "../support/surfaces";

const take = surfacePool();
const { server, operator } = serverForFile({}, startManySurfaces);

const T0 = Date.now() - 3_600_000;
const at = (minute: number) => iso(T0 + minute * 60_000);
let lastId = 0;

/** A ticket of its own; each call delivers it once more, with more said. */
function newTicket(words: Partial<TicketWords>, dialect = runbook) {
  const id = ++lastId;
  const body = (more: Partial<TicketWords> = {}) => dialect({ id, updated: at(0), ...words, ...more });
  return {
    id,
    body,
    say: async (more: Partial<TicketWords> = {}) => {
      const answer = await deliver(server, body(more));
      expect(answer.status).toBe(200);
      return answer.body.result;
    },
    incident: async () => (await incidentOfTicket(server, id))[0],
  };
}

const shown = async (id: string) => {
  const { state, ticket_pending, public_note } = await operator.shown(id);
  return [state, ticket_pending, public_note];
};

describe("a ticket that closes (contract §3.6)", () => {
  it("clears the surface and is in /incidents with its final note", async () => {
    const id = take("plain");
    const ticket = newTicket({ tag: id, note: "Slow.", severity: "partial" });
    await ticket.say();
    expect(await operator.incidents(id)).toEqual([]);
    const open = await ticket.incident();
    await ticket.say({ updated: at(1), note: "Slow for some." });
    await ticket.say({ updated: at(2), status: "closed", note: "Fixed since noon." });
    expect(await shown(id)).toEqual(["OPERATIONAL", false, null]);
    const closed = await ticket.incident();
    expect(await operator.incidents(id)).toEqual([
      {
        id: `inc_${String(open?.id).padStart(5, "0")}`,
        surface_id: id,
        surface_display_name: `Surface ${id}`,
        severity: "partial",
        opened_at: `${open?.opened_at.slice(0, 19)}Z`,
        resolved_at: `${closed?.resolved_at?.slice(0, 19)}Z`,
        public_note: "Fixed since noon.",
      },
    ]);
    expect((await updatesOf(server, open?.id ?? 0)).map(({ kind, public_note }) => [kind, public_note])).toEqual([
      ["opened", "Slow."],
      ["updated", "Slow for some."],
      ["resolved", "Fixed since noon."],
    ]);
    const rows = await expectUnbrokenChain(server, id);
    expect(rows.slice(1).map((row) => [row.actor, row.new_state, row.public_note])).toEqual([
      ["freescout", "PARTIAL", "Slow."],
      ["freescout", "PARTIAL", "Slow for some."],
      ["freescout", "OPERATIONAL", null],
    ]);
  });

  it("leaves a surface DEGRADED whose last probe failed, and OPERATIONAL where it was ok (contract §3.6)", async () => {
    const [failing, well] = [take("probed"), take("probed")];
    for (const [id, ok] of [
      [failing, false],
      [well, true],
    ] as const) {
      await operator.probe({ surface_id: id, ok, checked_at: iso(Date.now()) });
      const ticket = newTicket({ tag: id, severity: "partial" });
      await ticket.say();
      await ticket.say({ updated: at(1), status: "closed" });
    }
    expect((await operator.shown(failing)).state).toBe("DEGRADED");
    expect((await operator.shown(well)).state).toBe("OPERATIONAL");
  });

  it("changes neither the severity nor, without customFields, the known fields (contract §2.9)", async () => {
    const id = take("plain");
    const ticket = newTicket({ tag: id, note: "Slow.", severity: "down" }, native);
    await ticket.say();
    await deliver(server, native({ id: ticket.id, status: "closed", updated: at(1) }, { customFields: undefined }));
    expect(await ticket.incident()).toMatchObject({ severity: "down", public_note: "Slow." });
    expect((await ticket.incident())?.resolved_at).not.toBeNull();
  });

  it.each<[string, Partial<TicketWords>, object]>([
    ["deleted", {}, { state: "deleted" }],
    ["marked spam", { status: "spam" }, {}],
    ["untagged", { tag: "" }, {}],
    ["tagged with what we don't know", { tag: "Kitchen" }, {}],
  ])("because it is %s is closed with no public note", async (_, words, more) => {
    const id = take("plain");
    const ticket = newTicket({ tag: id, note: "Slow." }, native);
    await ticket.say();
    const said = { id: ticket.id, tag: id, note: "Never to be read.", updated: at(1), ...words };
    expect((await deliver(server, native(said, more))).status).toBe(200);
    expect(await shown(id)).toEqual(["OPERATIONAL", false, null]);
    expect((await operator.incidents(id)).map(({ public_note }) => public_note)).toEqual([null]);
  });
});

describe("the order of deliveries", () => {
  it("a replay writes nothing, in any dialect", async () => {
    for (const dialect of [runbook, native, designCard]) {
      const ticket = newTicket({ tag: take("plain"), note: "Slow." }, dialect);
      await ticket.say();
      expect(await expectNothingWritten(server, () => ticket.say())).toBe("replay");
    }
  });

  it("one that is older than known writes nothing", async () => {
    const id = take("plain");
    const ticket = newTicket({ tag: id, severity: "degraded" });
    await ticket.say({ updated: at(5), severity: "down" });
    await expectNothingWritten(server, () => ticket.say({ updated: at(4), status: "closed" }));
    expect(await shown(id)).toEqual(["DOWN", true, null]);
  });

  it("one of the same second that says something else is applied", async () => {
    const id = take("plain");
    const ticket = newTicket({ tag: id, note: "Slow." });
    await ticket.say();
    await ticket.say({ note: "Slower." });
    expect(await shown(id)).toEqual(["DEGRADED", true, "Slower."]);
  });

  it("in the camel-case format, which has no time, is the order of receipt", async () => {
    const id = take("plain");
    const ticket = newTicket({ tag: id, note: "Slow." }, designCard);
    await ticket.say();
    await ticket.say({ status: "closed" });
    await ticket.say();
    expect(await shown(id)).toEqual(["DEGRADED", true, "Slow."]);
  });

  it("a clock more than 5 minutes ahead counts as received now, and locks nobody out", async () => {
    const id = take("plain");
    const ticket = newTicket({ tag: id });
    await ticket.say({ updated: iso(Date.now() + 3_600_000), severity: "down" });
    const [seen] = (await operator.stored(id)).open_tickets;
    expect(Math.abs(Date.parse(seen?.updated_at ?? "") - Date.now())).toBeLessThan(60_000);
    await expectNothingWritten(server, () => ticket.say({ updated: iso(Date.now() + 3_500_000), status: "closed" }));
    await ticket.say({ updated: iso(Date.now() + 1000), status: "closed" });
    expect((await operator.shown(id)).state).toBe("OPERATIONAL");
  });

  it.each([
    ["closed", runbook, { status: "closed" }],
    ["as spam", native, { status: "spam" }],
    ["deleted", runbook, { status: "deleted" }],
  ])("one first seen %s is remembered, so that an older one can't open it", async (_, dialect, words) => {
    const id = take("plain");
    const ticket = newTicket({ tag: id, severity: "down" }, dialect);
    await ticket.say({ updated: at(5), ...words });
    await expectNothingWritten(server, () => ticket.say({ updated: at(1) }));
    expect(await shown(id)).toEqual(["UNKNOWN", false, null]);
    expect(await incidentsOf(server, id)).toEqual([]);
    expect(await auditOf(server, id)).toHaveLength(1);
    await ticket.say({ updated: at(6) });
    expect(await shown(id)).toEqual(["DOWN", true, null]);
  });

  it("an empty tag on a new ticket writes nothing", async () => {
    await expectNothingWritten(server, () => newTicket({ tag: "", note: "Cold coffee.", severity: "down" }).say());
  });

  it("a new ticket without customFields writes nothing", async () => {
    const body = native({ id: ++lastId, updated: at(0) }, { customFields: undefined });
    expect((await expectNothingWritten(server, () => deliver(server, body))).status).toBe(200);
  });
});

describe("a ticket that lives on", () => {
  it("moved from A to B is closed on A and open on B, in one incident row", async () => {
    const [a, b] = [take("plain"), take("plain")];
    const ticket = newTicket({ tag: a, note: "Slow.", severity: "partial" });
    await ticket.say();
    const before = await ticket.incident();
    await ticket.say({ updated: at(1), tag: b });
    expect(await shown(a)).toEqual(["OPERATIONAL", false, null]);
    expect(await shown(b)).toEqual(["PARTIAL", true, "Slow."]);
    expect(await ticket.incident()).toEqual({ ...before, surface_id: b, updated_at: expect.any(String) });
    expect(await incidentsOf(server, a)).toEqual([]);
    for (const id of [a, b]) await expectUnbrokenChain(server, id);
  });

  it("reopened keeps its row and opened_at, and is resolved no more", async () => {
    const id = take("plain");
    const ticket = newTicket({ tag: id, severity: "down" });
    await ticket.say();
    const before = await ticket.incident();
    await ticket.say({ updated: at(1), status: "closed", note: "Fixed." });
    await ticket.say({ updated: at(2), status: "pending", note: "Again." });
    expect(await ticket.incident()).toMatchObject({
      id: before?.id,
      opened_at: before?.opened_at,
      resolved_at: null,
      public_note: "Again.",
    });
    expect((await updatesOf(server, before?.id ?? 0)).map(({ kind }) => kind)).toEqual([
      "opened",
      "resolved",
      "reopened",
    ]);
    expect(await shown(id)).toEqual(["DOWN", true, "Again."]);
    expect(await operator.incidents(id)).toEqual([]);
  });

  it("beside another: the worst counts, the latest note shows, pending until the last one closes", async () => {
    const id = take("plain");
    const [mild, bad] = [
      newTicket({ tag: id, note: "Slow." }),
      newTicket({ tag: id, note: "Down.", severity: "down" }),
    ];
    await mild.say({ updated: at(2) });
    await bad.say({ updated: at(1) });
    expect(await shown(id)).toEqual(["DOWN", true, "Slow."]);
    await bad.say({ updated: at(3), note: "Still down.", severity: "down" });
    expect(await shown(id)).toEqual(["DOWN", true, "Still down."]);
    await bad.say({ updated: at(4), status: "closed" });
    expect(await shown(id)).toEqual(["DEGRADED", true, "Slow."]);
    await mild.say({ updated: at(5), status: "closed" });
    expect(await shown(id)).toEqual(["OPERATIONAL", false, null]);
    expect((await incidentsOf(server, id)).map(({ severity }) => severity)).toEqual(["degraded", "down"]);
  });
});
