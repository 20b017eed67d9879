import { describe, expect, it } from "vitest";
import { deliver, runbook, type TicketWords } from "../support/freescout";
import { iso } from "../support/http";
import { expectNothingWritten, expectUnbrokenChain, incidentOfTicket, incidentsOf } from "../support/records";
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

describe("a tag", () => {
  it("that names no surface opens an alert with the ticket's number, until it is mended", async () => {
    const words = { note: "Cold coffee.", severity: "down" };
    const ticket = newTicket({ ...words, tag: "Kitchen" });
    expect([await ticket.say(), await ticket.incident()]).toEqual(["no_known_surface", undefined]);
    const alerts = () =>
      server.sql("SELECT title, closed_at FROM ops_alerts WHERE alert_key = ?", `freescout:tag:${ticket.id}`);
    expect(await alerts()).toEqual([{ title: expect.stringContaining(`Ticket ${ticket.id}`), closed_at: null }]);
    expect(JSON.stringify(await alerts())).not.toContain("Kitchen");
    await ticket.say({ updated: at(1), tag: "" });
    expect(await alerts()).toEqual([{ title: expect.any(String), closed_at: expect.any(String) }]);
  });

  it("on several surfaces holds each, with an incident row for each, the ticket's id on the first", async () => {
    const [a, b, c] = [take("plain"), take("plain"), take("plain")];
    const ticket = newTicket({ tag: `${a}, ${b}`, note: "Slow.", severity: "partial" });
    expect(await ticket.say()).toBe("hold");
    for (const id of [a, b]) expect(await shown(id)).toEqual(["PARTIAL", true, "Slow."]);
    const ids = async () =>
      (await Promise.all([a, b, c].map((id) => incidentsOf(server, id)))).map(([row]) => row?.freescout_ticket_id);
    expect(await ids()).toEqual([ticket.id, null, undefined]);
    await expectNothingWritten(server, () => ticket.say());
    await ticket.say({ updated: at(1), tag: `${b}; ${c}`, severity: "down" });
    expect(await Promise.all([a, b, c].map(shown))).toEqual([
      ["OPERATIONAL", false, null],
      ["DOWN", true, "Slow."],
      ["DOWN", true, "Slow."],
    ]);
    expect((await operator.stored(b)).open_tickets).toMatchObject([{ freescout_ticket_id: ticket.id }]);
    expect(await ticket.say({ updated: at(2), tag: `${b}, ${c}`, status: "closed", note: "Fixed." })).toBe("let_go");
    for (const id of [a, b, c]) {
      expect((await shown(id)).slice(0, 2)).toEqual(["OPERATIONAL", false]);
      expect((await incidentsOf(server, id)).filter(({ resolved_at }) => resolved_at === null)).toEqual([]);
      await expectUnbrokenChain(server, id);
    }
  });
});
