import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FREESCOUT_KEY, type Freescout, startFreescout } from "../../fakes/freescout";
import { iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import type { TestServer } from "../../support/server";
import { startManySurfaces } from "../../support/surfaces";
import { type Minutes, minutesOf } from "./minutes";

let freescout: Freescout;
let server: TestServer;
let operator: Operator;
let minutes: Minutes;

beforeEach(async () => {
  freescout = await startFreescout();
  server = await startManySurfaces({
    env: { FREESCOUT_API_URL: `${freescout.url}/api/`, FREESCOUT_API_KEY: FREESCOUT_KEY },
  });
  operator = operatorOf(server);
  minutes = minutesOf(server);
});
afterEach(() => Promise.all([server, freescout].map((each) => each.stop())));

const seconds = (ms: number) => `${iso(ms).slice(0, 19)}Z`;
const surfaceOf = (id: number) => `plain-${(id - 1) % 40}`;

/** So many open tickets that nobody has touched for a while, each on a surface of its own. */
async function openTickets(count: number): Promise<number[]> {
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  for (const id of ids) freescout.file({ id, tag: surfaceOf(id), note: "Before.", updated: seconds(minutes.now()) });
  await minutes.pass(5);
  expect(await notesOf(ids)).toEqual(ids.map(() => "Before."));
  return ids;
}

async function notesOf(ids: readonly number[]) {
  const surfaces = await operator.snapshot();
  return ids.map((id) => surfaces.find((surface) => surface.id === surfaceOf(id))?.public_note);
}

/** How many tickets were read one by one in each of the next ticks. */
async function readsInEach(ticks: number): Promise<number[]> {
  const reads = [];
  for (let i = 0; i < ticks; i++) {
    const before = freescout.reads().length;
    await minutes.pass();
    reads.push(freescout.reads().length - before);
  }
  return reads;
}

describe("25 open tickets", () => {
  it("are read back 20 a tick, oldest look first: an edit of each custom field shows within 2 ticks", async () => {
    const ids = await openTickets(25);
    for (const id of ids) freescout.file({ id, note: "After." });
    expect(await readsInEach(2)).toEqual([20, 20]);
    expect(await notesOf(ids)).toEqual(ids.map(() => "After."));
    const looked = freescout
      .reads()
      .slice(-40)
      .map(({ path }) => path);
    expect(new Set(looked).size).toBe(25);
  });

  it("of which 20 are busy at the desk leave none of the others unseen", async () => {
    const ids = await openTickets(25);
    const [busy, quiet] = [ids.slice(0, 20), ids.slice(20)];
    const passBusily = async (count: number) => {
      for (let i = 0; i < count; i++) {
        for (const id of busy) freescout.file({ id, updated: seconds(minutes.now() + 30_000) });
        await minutes.pass();
      }
    };
    await passBusily(4);
    for (const id of quiet) freescout.file({ id, note: "After." });
    await passBusily(2);
    expect(await notesOf(quiet)).toEqual(quiet.map(() => "After."));
  });

  it("of which one can't be read leave none of the others unseen", async () => {
    const ids = await openTickets(3);
    freescout.breakOff(1, { status: 500 });
    for (const id of ids) freescout.file({ id, note: "After." });
    await minutes.pass(2);
    expect(await notesOf(ids)).toEqual(["Before.", "After.", "After."]);
  });
});

describe("the list of updated tickets", () => {
  it("is asked for by time, in pages, without threads, at /api whether the base URL ends in it or not", async () => {
    for (let id = 1; id <= 70; id++)
      freescout.file({ id, tag: surfaceOf(id), updated: seconds(minutes.now() - id * 1000) });
    await minutes.pass();
    const [{ n }] = (await server.sql("SELECT count(*) AS n FROM freescout_tickets WHERE is_open")) as [{ n: number }];
    expect(n).toBe(70);
    const asked = freescout
      .lists()
      .map(({ query }) => [query.get("page"), query.get("sortField"), query.get("sortOrder")]);
    expect(asked).toEqual([
      ["1", "updatedAt", "asc"],
      ["2", "updatedAt", "asc"],
    ]);
    for (const { query, headers } of freescout.asked) {
      expect(query.get("embed")).toBe("");
      expect(headers["x-freescout-api-key"]).toBe(FREESCOUT_KEY);
      expect(query.has("api_key")).toBe(false);
    }
  });

  it("goes on where it left off, with some overlap, also after minutes in which the cron or FreeScout was dead", async () => {
    await minutes.pass(2);
    const sinceMs = () => Date.parse(freescout.lists().at(-1)?.query.get("updatedSince") ?? "");
    const last = minutes.now();
    expect(last - sinceMs()).toBeLessThanOrEqual(5 * 60_000);
    minutes.skip(30);
    freescout.breakOff("list", { status: 500 });
    await minutes.pass(2);
    freescout.breakOff("list", null);
    freescout.file({ id: 1, tag: surfaceOf(1), note: "Meanwhile.", updated: seconds(last + 15 * 60_000) });
    await minutes.pass();
    expect(sinceMs()).toBeLessThanOrEqual(last);
    expect(await notesOf([1])).toEqual(["Meanwhile."]);
  });

  it("of more than 200 is worked off over the next ticks, and nothing is left out", async () => {
    for (let id = 1; id <= 230; id++)
      freescout.file({
        id,
        tag: surfaceOf(id),
        updated: seconds(minutes.now() - 3_600_000 + Math.ceil(id / 60) * 1000),
      });
    await minutes.pass(3);
    const [{ n }] = (await server.sql("SELECT count(*) AS n FROM freescout_tickets WHERE is_open")) as [{ n: number }];
    expect(n).toBe(230);
  });
});
