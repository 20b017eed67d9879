import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FREESCOUT_KEY, type Freescout, startFreescout } from "../../fakes/freescout";
import { iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import { dumpTables, expectUnbrokenChain, incidentOfTicket, updatesOf } from "../../support/records";
import type { TestServer } from "../../support/server";
import { startManySurfaces, surfacePool } from "../../support/surfaces";
import { alertsOf, jobsOf, type Minutes, minutesOf } from "./minutes";

const ALERT = "freescout:api";
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

describe("a FreeScout that", () => {
  it.each([
    ["answers 500", { status: 500, body: "oops" }],
    ["answers 401", { status: 401, body: { message: "Invalid API key" } }],
    ["answers 404 with a page", { status: 404, headers: { "Content-Type": "text/html" }, body: "<h1>Not found</h1>" }],
    ["answers 404 with JSON to everything", { status: 404, body: { message: "Not Found" } }],
    ["redirects to a login", { status: 302, headers: { Location: "/login" } }],
    ["answers with a page", { headers: { "Content-Type": "text/html" }, body: "<h1>Maintenance</h1>" }],
    ["answers null", { body: "null" }],
    ["hangs up", { act: "drop" }],
  ] as const)("%s changes no state, and nothing is thrown at the others", async (_, reply) => {
    const { id, edit } = await openTicket();
    await minutes.pass(3);
    const before = await frozen();
    edit({ severity: "down" });
    for (const broken of ["list", id] as const) freescout.breakOff(broken, reply);
    await minutes.pass(2);
    expect(await frozen()).toBe(before);
    const { reconciler, schedule } = await jobsOf(server, minutes.now());
    expect([reconciler?.ok, schedule?.ok]).toEqual([false, true]);
    for (const broken of ["list", id] as const) freescout.breakOff(broken, null);
    await minutes.pass();
    expect(await frozen()).not.toBe(before);
    edit({ status: "closed" });
    await minutes.pass(2);
  });

  it("answers 404 with a page for one ticket leaves that ticket open", async () => {
    const { id, tag } = await openTicket();
    await minutes.pass(3);
    freescout.breakOff(id, { status: 404, headers: { "Content-Type": "text/html" }, body: "<h1>Not found</h1>" });
    await minutes.pass(2);
    expect((await operator.shown(tag)).ticket_pending).toBe(true);
    freescout.breakOff(id, null);
    await minutes.pass();
  });

  it("does not answer raises one alert after 5 minutes, not before, and recovery closes it", async () => {
    freescout.breakOff("list", { act: "drop" });
    await minutes.pass(5);
    expect((await alertsOf(server, ALERT)).filter(({ closed_at }) => closed_at === null)).toEqual([]);
    await minutes.pass();
    const opened = minutes.now();
    await minutes.pass(3);
    const alerts = await alertsOf(server, ALERT);
    expect(alerts).toMatchObject([{ opened_at: iso(opened), closed_at: null, severity: "warning" }]);
    freescout.breakOff("list", null);
    await minutes.pass();
    expect(await alertsOf(server, ALERT)).toMatchObject([{ closed_at: iso(minutes.now()) }]);
  });
});

describe("what is stored", () => {
  it("is nothing of a customer, a thread or a subject, in any table", async () => {
    await openTicket();
    expect(JSON.stringify(await dumpTables(server))).not.toMatch(/mail\.test|secret-|Reader|@|api-key/);
  });
});
