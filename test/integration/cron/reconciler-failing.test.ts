import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FREESCOUT_KEY, type Freescout, startFreescout } from "../../fakes/freescout";
import { iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import type { TestServer } from "../../support/server";
import { startManySurfaces, surfacePool } from "../../support/surfaces";
import { alertsOf, jobsOf, type Minutes, minutesOf } from "./minutes";

const ALERT = "freescout:api";
const take = surfacePool();
let freescout: Freescout;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;
let lastId = 700;

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
    const { id, tag, edit } = await openTicket();
    await minutes.pass(3);
    edit({ unlistable: true });
    freescout.breakOff(id, { status: 404, headers: { "Content-Type": "text/html" }, body: "<h1>Not found</h1>" });
    await minutes.pass(2);
    expect((await operator.shown(tag)).ticket_pending).toBe(true);
    freescout.breakOff(id, null);
    edit({ unlistable: false, status: "closed" });
    await minutes.pass();
  });

  it("fails at one ticket, in the list and by itself, names it in an alert and keeps no other from being read", async () => {
    const { id, edit } = await openTicket();
    const alert = () => alertsOf(server, `freescout:ticket:${id}`);
    edit({ unlistable: true, note: "Not to be read." });
    freescout.breakOff(id, { status: 500 });
    const [other, tag] = [++lastId, take("plain")];
    freescout.file({ id: other, tag, severity: "down", updated: seconds(minutes.now()) });
    await minutes.pass();
    expect((await operator.shown(tag)).state).toBe("DOWN");
    expect(await alert()).toEqual([]);
    await minutes.pass(6);
    expect(await alert()).toMatchObject([{ closed_at: null, title: expect.stringContaining(`Ticket ${id}`) }]);
    expect((await alertsOf(server, ALERT)).filter(({ closed_at }) => closed_at === null)).toEqual([]);
    freescout.breakOff(id, null);
    edit({ unlistable: false, status: "closed" });
    await minutes.pass(2);
    expect(await alert()).toMatchObject([{ closed_at: expect.any(String) }]);
    freescout.file({ id: other, status: "closed" });
    await minutes.pass();
  });

  it("does not answer raises one alert after 5 minutes, not before, and recovery closes it", async () => {
    freescout.breakOff("all", { act: "drop" });
    await minutes.pass(5);
    expect((await alertsOf(server, ALERT)).filter(({ closed_at }) => closed_at === null)).toEqual([]);
    await minutes.pass();
    const opened = minutes.now();
    await minutes.pass(3);
    const alerts = await alertsOf(server, ALERT);
    expect(alerts).toMatchObject([{ opened_at: iso(opened), closed_at: null, severity: "warning" }]);
    freescout.breakOff("all", null);
    await minutes.pass();
    expect(await alertsOf(server, ALERT)).toMatchObject([{ closed_at: iso(minutes.now()) }]);
  });

  it("gives tickets but no list says so, and not that it is silent", async () => {
    const { edit } = await openTicket();
    freescout.breakOff("list", { status: 500 });
    await minutes.pass(6);
    const last = async () => (await alertsOf(server, "freescout:list")).at(-1);
    expect(await last()).toMatchObject({ closed_at: null, title: expect.stringContaining("not read to its end") });
    freescout.breakOff("list", null);
    await minutes.pass(2);
    expect(await last()).toMatchObject({ closed_at: expect.any(String) });
    expect((await alertsOf(server, ALERT)).filter(({ closed_at }) => closed_at === null)).toEqual([]);
    edit({ status: "closed" });
    await minutes.pass();
  });
});
