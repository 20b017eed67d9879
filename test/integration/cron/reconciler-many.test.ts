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

/** The ids of the tickets that were read one by one, in turn. */
const readIds = () => freescout.reads().map(({ path }) => Number(path.split("/").at(-1)));

describe("many open tickets", () => {
  it("are read from the list: an edit of each custom field shows at the next tick, without a read of its own", async () => {
    const ids = await openTickets(40);
    for (const id of ids) freescout.file({ id, note: "After." });
    await minutes.pass();
    expect(await notesOf(ids)).toEqual(ids.map(() => "After."));
    expect(readIds()).toEqual([]);
  });

  it("that are no more in the list are read one by one, 20 a tick, the one read longest ago first", async () => {
    const ids = await openTickets(25);
    for (const id of ids) freescout.file({ id, unlistable: true, note: "After." });
    await minutes.pass();
    expect(readIds().toSorted((a, b) => a - b)).toEqual(ids.slice(0, 20).toSorted((a, b) => a - b));
    await minutes.pass();
    expect(new Set(readIds())).toEqual(new Set(ids));
    expect(await notesOf(ids)).toEqual(ids.map(() => "After."));
  });

  it("of which each takes seconds get their turn also when the time is up earlier", async () => {
    const ids = await openTickets(5);
    for (const id of ids) freescout.file({ id, status: "closed" });
    for (const id of ids) freescout.breakOff(id, { status: 500, afterMs: 4_000 });
    await minutes.pass(2);
    expect(new Set(readIds())).toEqual(new Set(ids));
  });
});

describe("the list of open tickets", () => {
  it("is asked for by status and time, in pages, without threads, at /api whether the base URL ends in it or not", async () => {
    for (let id = 1; id <= 70; id++)
      freescout.file({ id, tag: surfaceOf(id), updated: seconds(minutes.now() - id * 2000) });
    await minutes.pass();
    expect(await countOpen()).toBe(70);
    expect(freescout.lists()).toHaveLength(2);
    for (const { query, headers } of freescout.lists()) {
      expect([query.get("status"), query.get("sortField"), query.get("sortOrder")]).toEqual([
        ...["active,pending", "updatedAt", "asc"],
      ]);
      expect(query.has("embed")).toBe(false);
      expect(headers["x-freescout-api-key"]).toBe(FREESCOUT_KEY);
      expect(query.has("api_key")).toBe(false);
    }
    freescout.shred(1);
    await minutes.pass();
    expect(freescout.reads().map(({ query }) => query.get("embed"))).toEqual(["tags"]);
  });

  it("loses none when tickets are closed and updated between its pages", async () => {
    for (let id = 1; id <= 120; id++)
      freescout.file({ id, tag: surfaceOf(id), updated: seconds(minutes.now() - 3_600_000 + id * 1000) });
    let next = 0;
    freescout.betweenPages(() => {
      for (let i = 0; i < 10; i++)
        freescout.file({ id: ++next, status: i % 2 ? "closed" : "active", updated: seconds(minutes.now()) });
    });
    await minutes.pass();
    freescout.betweenPages(null);
    const rows = await server.sql<{ id: number }>("SELECT freescout_ticket_id AS id FROM freescout_tickets");
    const seen = new Set(rows.map(({ id }) => id));
    const missed = Array.from({ length: 120 }, (_, i) => i + 1).filter((id) => id > next && !seen.has(id));
    expect(missed).toEqual([]);
  });

  it("of which one can't be listed is read around it", async () => {
    for (let id = 1; id <= 120; id++)
      freescout.file({
        id,
        tag: surfaceOf(id),
        updated: seconds(minutes.now() - 3_600_000 + id * 5000),
        unlistable: id === 60,
      });
    await minutes.pass(5);
    expect(await countOpen()).toBe(119);
  });

  it("of many at one time is worked off over the next ticks, and nothing is left out", async () => {
    for (let id = 1; id <= 230; id++)
      freescout.file({
        id,
        tag: surfaceOf(id),
        updated: seconds(minutes.now() - 3_600_000 + Math.ceil(id / 60) * 1000),
      });
    await minutes.pass(3);
    expect(await countOpen()).toBe(230);
  });
});

const countOpen = async (): Promise<number> =>
  (await server.sql<{ n: number }>("SELECT count(*) AS n FROM freescout_tickets WHERE is_open"))[0]?.n ?? 0;
