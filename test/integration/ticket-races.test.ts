import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { receiveDelivery } from "@/lib/services/tickets/receive-delivery";
import { reconcileTickets } from "@/lib/services/tickets/reconcile";
import { type DeskTicket, FREESCOUT_KEY, type Freescout, startFreescout } from "../fakes/freescout";
import { startDatabase } from "../support/database";
import { native } from "../support/freescout";
import { entry } from "../support/surfaces";

const NOW = Date.UTC(2026, 5, 1, 12);
const MINUTE_MS = 60_000;
let database: Awaited<ReturnType<typeof startDatabase>>;
let freescout: Freescout;
let id = 100;
/** The minute of this test; each has one of its own, far from the others. */
let now = NOW;

beforeAll(async () => {
  [database, freescout] = await Promise.all([startDatabase(), startFreescout()]);
}, 60_000);
beforeEach(() => {
  id++;
  now += 60 * MINUTE_MS;
});
afterAll(() => Promise.all([database, freescout].map((each) => each.stop())));

type Moment = { at?: number; begunAt?: number; hasApi?: boolean; meanwhile?: (answer: number) => Promise<unknown> };

/** `meanwhile` happens when FreeScout has answered the n-th request, before its answer is read. */
function context({ at = now, begunAt, hasApi = true, meanwhile }: Moment = {}): Context {
  const bindings = {
    DB: database.d1,
    REGISTRY: { surfaces: ["one", "two"].map((surface) => entry(surface, "plain")) },
    ...(hasApi && { FREESCOUT_API_URL: freescout.url, FREESCOUT_API_KEY: FREESCOUT_KEY }),
  };
  let answers = 0;
  const ctx = contextFrom(bindings as unknown as Bindings, { waitUntil: () => undefined }, at, begunAt);
  const limitConcurrency: Context["limitConcurrency"] = async (request) => {
    const answer = await request();
    await meanwhile?.(++answers);
    return answer;
  };
  return { ...ctx, limitConcurrency, log: () => undefined };
}

const seconds = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const file = (ticket: Partial<DeskTicket>) => freescout.file({ id, tag: "one", severity: "down", ...ticket });
const send = async (body: string, moment: Moment = {}) =>
  (await receiveDelivery(context(moment), new TextEncoder().encode(body))).result;
const reconcile = (moment?: Moment) => reconcileTickets(context(moment));
const records = async () =>
  (
    await database.d1
      .prepare("SELECT ticket_key, is_open, public_note FROM freescout_tickets WHERE ticket_key LIKE ? ORDER BY 1")
      .bind(`${id}%`)
      .all<{ ticket_key: string; is_open: number; public_note: string | null }>()
  ).results.map(({ ticket_key, is_open, public_note }) => [ticket_key.slice(3), is_open === 1, public_note]);
const incident = async () =>
  (
    await database.d1
      .prepare("SELECT * FROM status_incidents WHERE incident_key = ?")
      .bind(`ticket:${id}`)
      .all<{ id: number; opened_at: string; resolved_at: string | null; updated_at: string }>()
  ).results[0];
const updates = async () =>
  (
    await database.d1
      .prepare("SELECT kind, effective_at FROM incident_updates WHERE incident_id = ? ORDER BY id")
      .bind((await incident())?.id ?? 0)
      .all<{ kind: string; effective_at: string }>()
  ).results;

describe("an old delivery of a ticket that was never seen", () => {
  it("opens nothing: FreeScout is asked", async () => {
    const old = file({ updated: seconds(now - 10 * MINUTE_MS) });
    file({ status: "closed", updated: seconds(now - 5 * MINUTE_MS) });
    await reconcile();
    expect(await send(old, { at: now + 1_000 })).toBe("remember");
    expect(await records()).toEqual([["", false, null]]);
  });

  it("nor where FreeScout does not answer: the next tick reads it", async () => {
    const old = file({ updated: seconds(now - 10 * MINUTE_MS) });
    file({ status: "closed" });
    await reconcile();
    freescout.breakOff("all", { act: "drop" });
    expect(await send(old, { at: now + 1_000 })).toBe("older_than_known");
    freescout.breakOff("all", null);
    expect(await records()).toEqual([]);
  });
});

it("an old retry of a desk whose clock is 10 minutes ahead loses, where nobody can be asked", async () => {
  const ahead = (ms: number) => seconds(now + 10 * MINUTE_MS + ms);
  const old = file({ updated: ahead(0) });
  await send(old, { hasApi: false });
  await send(file({ status: "closed", updated: ahead(30_000) }), { hasApi: false, at: now + 30_000 });
  expect(await send(old, { hasApi: false, at: now + MINUTE_MS })).toBe("older_than_known");
  expect(await records()).toEqual([["", false, null]]);
});

describe("a delivery that comes while FreeScout is asked is newer than its answer", () => {
  const closing = () => native({ id, tag: "one", severity: "down", status: "closed", updated: seconds(now) });

  it("for a ticket that was not known", async () => {
    file({ updated: seconds(now - MINUTE_MS) });
    await reconcile({
      meanwhile: async (answer) => {
        if (answer !== 1) return;
        file({ status: "closed", updated: seconds(now) });
        await send(closing(), { at: now + 1_000 });
      },
    });
    expect(await records()).toEqual([["", false, null]]);
  });

  it.each([1, 2])("for a ticket that was closed, at answer %i", async (nth) => {
    await send(file({ updated: seconds(now - 3 * MINUTE_MS) }), { at: now - 3 * MINUTE_MS });
    await send(file({ status: "closed", updated: seconds(now - 2 * MINUTE_MS) }), { at: now - 2 * MINUTE_MS });
    file({ status: "active", updated: seconds(now - MINUTE_MS) });
    await reconcile({
      meanwhile: async (answer) => {
        if (answer !== nth) return;
        file({ status: "closed", updated: seconds(now) });
        await send(closing(), { at: now + 1_000 });
      },
    });
    expect(await records()).toEqual([["", false, null]]);
  });

  it("for a surface that it names first", async () => {
    const both = { tag: "one, two", note: "Old." };
    await send(file({ updated: seconds(now - 3 * MINUTE_MS) }), { at: now - 3 * MINUTE_MS });
    file({ ...both, updated: seconds(now - 2 * MINUTE_MS) });
    const doubtful = native({ id, tag: "two", updated: seconds(now - 4 * MINUTE_MS) });
    await send(doubtful, {
      meanwhile: () => send(native({ id, ...both, note: "New.", severity: "down", updated: seconds(now) })),
    });
    expect(await records()).toEqual([
      ["", true, "New."],
      [":two", true, "New."],
    ]);
    await send(file({ status: "closed", updated: seconds(now + 1_000) }), { at: now + 1_000 });
  });
});

it("a closed ticket that is active again in a mailbox without our fields is reopened by a tick", async () => {
  await send(file({ updated: seconds(now - 3 * MINUTE_MS) }), { at: now - 3 * MINUTE_MS });
  await send(file({ status: "closed", updated: seconds(now - 2 * MINUTE_MS) }), { at: now - 2 * MINUTE_MS });
  file({ status: "active", updated: seconds(now - MINUTE_MS), plain: true });
  await reconcile();
  expect(await records()).toEqual([["", true, null]]);
  file({ status: "closed" });
  await reconcile({ at: now + MINUTE_MS });
  expect(await records()).toEqual([["", false, null]]);
});

it("a read that is answered with another ticket is a failed read, and writes neither", async () => {
  await send(file({ updated: seconds(now - MINUTE_MS) }));
  const stranger = JSON.parse(native({ id: 7, tag: "two", severity: "down", updated: seconds(now) }));
  file({ unlistable: true });
  freescout.breakOff(id, { body: stranger });
  expect(await reconcile()).toMatchObject({ read: 0, unread: 1 });
  freescout.breakOff(id, null);
  expect(await records()).toEqual([["", true, null]]);
  const { results } = await database.d1.prepare("SELECT 1 FROM freescout_tickets WHERE ticket_key = '7'").all();
  expect(results).toEqual([]);
  file({ status: "closed", unlistable: false });
  await reconcile({ at: now + MINUTE_MS });
});

describe("a tick whose minute lies behind what it closes", () => {
  const late = 40_000;

  it("ends no incident before it began, and is dated when it was written", async () => {
    await send(file({ updated: seconds(now) }), { at: now + late });
    file({ status: "closed" });
    await reconcile({ begunAt: now + late + 5_000 });
    const { opened_at, resolved_at, updated_at } = (await incident()) ?? {};
    expect([opened_at, resolved_at]).toEqual(Array(2).fill(new Date(now + late).toISOString()));
    expect(Date.parse(updated_at ?? "")).toBeGreaterThanOrEqual(now + late + 5_000);
  });

  it("nor an alert", async () => {
    await send(file({ tag: "unheard-of", updated: seconds(now) }), { at: now + late });
    await send(file({ status: "closed", updated: seconds(now + 1_000) }));
    const { results } = await database.d1
      .prepare("SELECT opened_at, closed_at FROM ops_alerts WHERE alert_key = ?")
      .bind(`freescout:tag:${id}`)
      .all();
    const when = new Date(now + late).toISOString();
    expect(results).toEqual([{ opened_at: when, closed_at: when }]);
  });

  it("nor on the surface to which it was moved", async () => {
    await send(file({ updated: seconds(now) }), { at: now + late });
    file({ tag: "two" });
    await reconcile();
    file({ status: "closed" });
    await reconcile();
    expect(await updates()).toEqual(
      ["opened", "updated", "resolved"].map((kind) => ({ kind, effective_at: new Date(now + late).toISOString() })),
    );
    expect((await incident())?.resolved_at).toBe(new Date(now + late).toISOString());
  });
});
