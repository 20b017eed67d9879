import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FREESCOUT_KEY, type Freescout, startFreescout } from "../../fakes/freescout";
import { deliver, native } from "../../support/freescout";
import { iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import { dumpTables, expectUnbrokenChain, incidentOfTicket, updatesOf } from "../../support/records";
import type { TestServer } from "../../support/server";
import { startManySurfaces, surfacePool } from "../../support/surfaces";
import { alertsOf, type Minutes, minutesOf } from "./minutes";

const take = surfacePool();
let freescout: Freescout;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;
let lastId = 500;

beforeAll(async () => {
  freescout = await startFreescout();
  server = await startManySurfaces({ env: { FREESCOUT_API_URL: freescout.url, FREESCOUT_API_KEY: FREESCOUT_KEY } });
  operator = operatorOf(server);
  minutes = minutesOf(server);
  await minutes.pass();
});
afterAll(() => Promise.all([server, freescout].map((each) => each.stop())));

const seconds = (ms: number) => `${iso(ms).slice(0, 19)}Z`;

/** A ticket at the desk that holds a surface of its own, seen by a tick. */
async function openTicket(more: { severity?: string; note?: string } = {}) {
  const [id, tag] = [++lastId, take("plain")];
  const ticket = { id, tag, note: "First note.", severity: "degraded", updated: seconds(minutes.now()), ...more };
  freescout.file(ticket);
  await minutes.pass();
  expect((await operator.shown(tag)).public_note).toBe(ticket.note);
  return { ...ticket, edit: (change: object) => freescout.file({ id, ...change }) };
}

const frozen = async () => JSON.stringify((await operator.snapshot()).map((s) => ({ ...s, updated_at: null })));

describe("a ticket whose webhook was lost for ever", () => {
  it("shows within 2 ticks, with its incident", async () => {
    const { id, tag } = await openTicket({ severity: "down", note: "Login fails." });
    expect(await operator.shown(tag)).toMatchObject({
      state: "DOWN",
      ticket_pending: true,
      public_note: "Login fails.",
    });
    expect(await incidentOfTicket(server, id)).toMatchObject([
      { surface_id: tag, severity: "down", resolved_at: null },
    ]);
  });

  it("closes within 2 ticks of its closing at the desk", async () => {
    const { id, tag, edit } = await openTicket();
    edit({ status: "closed", note: "It is over.", updated: seconds(minutes.now()) });
    await minutes.pass();
    expect(await operator.shown(tag)).toMatchObject({ state: "OPERATIONAL", ticket_pending: false });
    expect(await operator.incidents(tag)).toMatchObject([{ public_note: "It is over." }]);
    expect((await incidentOfTicket(server, id))[0]?.resolved_at).toBe(iso(minutes.now()));
  });

  it("that was closed without its updatedAt moving closes all the same", async () => {
    const { tag, edit } = await openTicket();
    await minutes.pass(4);
    edit({ status: "closed" });
    await minutes.pass(2);
    expect((await operator.shown(tag)).ticket_pending).toBe(false);
  });
});

describe("an edit of a custom field alone, which moves no updatedAt,", () => {
  it("shows within 2 ticks: severity, note and tag", async () => {
    const { id, tag, edit } = await openTicket();
    await minutes.pass(5);
    edit({ severity: "partial", note: "A part of it fails." });
    await minutes.pass(2);
    expect(await operator.shown(tag)).toMatchObject({ state: "PARTIAL", public_note: "A part of it fails." });
    const other = take("plain");
    edit({ tag: other });
    await minutes.pass(2);
    expect([(await operator.shown(tag)).ticket_pending, (await operator.shown(other)).state]).toEqual([
      false,
      "PARTIAL",
    ]);
    const [incident] = await incidentOfTicket(server, id);
    expect((await updatesOf(server, incident?.id ?? 0)).map(({ public_note }) => public_note)).toEqual([
      ...["First note.", "A part of it fails.", "A part of it fails."],
    ]);
    await expectUnbrokenChain(server, tag);
  });

  it("that empties the tag closes the ticket, without a note", async () => {
    const { tag, edit } = await openTicket();
    await minutes.pass(4);
    edit({ tag: "" });
    await minutes.pass(2);
    expect(await operator.shown(tag)).toMatchObject({ ticket_pending: false, public_note: null });
    expect(await operator.incidents(tag)).toMatchObject([{ public_note: null }]);
  });
});

describe("a ticket that is tagged later than it came", () => {
  it("shows within 5 minutes, though neither its time moves nor an event comes", async () => {
    const [id, tag] = [++lastId, take("plain")];
    const updated = seconds(minutes.now() - 3_600_000);
    freescout.file({ id, updated });
    await minutes.pass(2);
    freescout.file({ id, tag, severity: "down", note: "All logins fail." });
    await minutes.pass(2);
    expect(await operator.shown(tag)).toMatchObject({ state: "DOWN", public_note: "All logins fail." });
  });

  it("shows again where a retry of its first body was taken for news", async () => {
    const { id, tag, updated, edit } = await openTicket({ severity: "down" });
    await minutes.pass(3);
    expect((await deliver(server, native({ id, updated }))).body.result).toBe("replay");
    expect((await operator.shown(tag)).state).toBe("DOWN");
    freescout.breakOff("all", { act: "drop" });
    expect((await deliver(server, native({ id, updated }))).body.result).toBe("older_than_known");
    expect((await operator.shown(tag)).state).toBe("DOWN");
    freescout.breakOff("all", null);
    edit({ status: "closed" });
    await minutes.pass();
  });

  it("raises an alert while its tag names nothing, and none when that is mended", async () => {
    const [id, tag] = [++lastId, take("plain")];
    const alert = () => alertsOf(server, `freescout:tag:${id}`);
    freescout.file({ id, tag: "app-raxx-ap", updated: seconds(minutes.now()) });
    await minutes.pass(3);
    expect(await alert()).toMatchObject([{ closed_at: null, title: expect.stringContaining(`Ticket ${id}`) }]);
    expect(JSON.stringify(await alert())).not.toContain("raxx-ap");
    freescout.file({ id, tag });
    await minutes.pass();
    expect(await alert()).toMatchObject([{ closed_at: iso(minutes.now()) }]);
    expect((await operator.shown(tag)).ticket_pending).toBe(true);
  });
});

describe("FreeScout's answer is the present state", () => {
  it("though its clock was set back since", async () => {
    const { tag, edit } = await openTicket({ severity: "down" });
    edit({ status: "closed", updated: seconds(minutes.now() - 3_600_000) });
    await minutes.pass();
    expect((await operator.shown(tag)).state).toBe("OPERATIONAL");
  });

  it("though it said for a while that there was no such ticket", async () => {
    const { id, tag, updated, edit } = await openTicket({ severity: "down" });
    freescout.shred(id);
    await minutes.pass();
    expect((await operator.shown(tag)).ticket_pending).toBe(false);
    edit({ tag, severity: "down", note: "First note.", updated });
    await minutes.pass();
    expect(await operator.shown(tag)).toMatchObject({ state: "DOWN", public_note: "First note." });
    expect(await incidentOfTicket(server, id)).toMatchObject([{ resolved_at: null }]);
  });

  it("changes nothing where the ticket is in a mailbox without our fields", async () => {
    const { tag, edit } = await openTicket({ severity: "down" });
    const customFields = [{ id: 31, name: "Order number", value: "7", text: "" }];
    edit({ updated: seconds(minutes.now()), more: { mailboxId: 3, customFields } });
    await minutes.pass();
    expect(await operator.shown(tag)).toMatchObject({ state: "DOWN", public_note: "First note." });
    edit({ status: "closed" });
    await minutes.pass();
    expect((await operator.shown(tag)).ticket_pending).toBe(false);
  });
});

describe("a customer's reply to a closed ticket", () => {
  it("reopens nothing and raises an alert, until an agent sets the ticket active", async () => {
    const { id, tag, edit } = await openTicket({ severity: "down" });
    const alert = () => alertsOf(server, `freescout:reply:${id}`);
    const at = (offsetMs: number) => seconds(minutes.now() + offsetMs);
    const closed = { closedAt: at(0), userUpdatedAt: at(0) };
    edit({ status: "closed", updated: at(0), more: closed });
    await minutes.pass();
    const replied = { ...closed, customerWaitingSince: { latestReplyFrom: "customer" } };
    edit({ status: "active", updated: at(0), more: replied });
    await minutes.pass(2);
    expect(await operator.shown(tag)).toMatchObject({ state: "OPERATIONAL", ticket_pending: false });
    expect(await incidentOfTicket(server, id)).toMatchObject([{ resolved_at: expect.any(String) }]);
    expect(await alert()).toMatchObject([{ closed_at: null }]);
    edit({ updated: at(0), more: { ...replied, userUpdatedAt: at(0) } });
    await minutes.pass();
    expect((await operator.shown(tag)).state).toBe("DOWN");
    expect(await incidentOfTicket(server, id)).toMatchObject([{ resolved_at: null }]);
    expect(await alert()).toMatchObject([{ closed_at: expect.any(String) }]);
    edit({ status: "closed" });
    await minutes.pass();
  });
});

describe("a note from which the policy removed something", () => {
  it("raises an alert that names the rule and not the words, until the note is mended", async () => {
    const { id, edit } = await openTicket();
    const alert = () => alertsOf(server, `freescout:note:${id}`);
    edit({ note: "Logins fail. ETA 15:00." });
    await minutes.pass(2);
    expect(await alert()).toMatchObject([{ closed_at: null, title: expect.stringMatching(/forward_looking/) }]);
    expect(JSON.stringify(await alert())).not.toContain("ETA");
    edit({ note: "Logins fail." });
    await minutes.pass();
    expect(await alert()).toMatchObject([{ closed_at: expect.any(String) }]);
  });
});

describe("a ticket that is no more", () => {
  it.each([
    ["deleted for ever", (id: number) => freescout.shred(id)],
    ["in the bin", (id: number) => freescout.file({ id, state: "deleted" })],
    ["spam", (id: number) => freescout.file({ id, status: "spam" })],
  ])("since it is %s closes without a note", async (_, remove) => {
    const { id, tag } = await openTicket({ severity: "down" });
    await minutes.pass(3);
    remove(id);
    await minutes.pass(2);
    expect(await operator.shown(tag)).toMatchObject({ state: "OPERATIONAL", ticket_pending: false, public_note: null });
    expect(await operator.incidents(tag)).toMatchObject([{ severity: "down", public_note: null }]);
  });

  it("is neither seen while it is a draft, nor without a tag, nor with one that we don't know", async () => {
    const before = await frozen();
    for (const more of [{ state: "draft", tag: "plain-39" }, { tag: "" }, { tag: "unheard-of" }, { plain: true }])
      freescout.file({ id: ++lastId, updated: seconds(minutes.now()), ...more });
    await minutes.pass(2);
    expect(await frozen()).toBe(before);
  });
});

describe("what is stored", () => {
  it("is nothing of a customer, a thread or a subject, in any table", async () => {
    await openTicket();
    expect(JSON.stringify(await dumpTables(server))).not.toMatch(/mail\.test|secret-|Reader|@|api-key/);
  });
});
