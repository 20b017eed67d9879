import { runBatch } from "@/db/client";
import { selectTrackedTickets, writeTicketReads } from "@/db/queries/freescout-tickets";
import { readMemory, writeMemory } from "@/db/queries/ops-memory";
import { DAY_MS } from "@/lib/core/engine/periods";
import { FreescoutApi, FreescoutUnavailable, type UpdatedTickets } from "@/lib/integrations/freescout/api";
import type { TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";
import type { Context } from "@/lib/platform/context";

import { clearAlert, raiseAlert } from "@/lib/services/operators/alert";
import { deliveryOptions, receiveTicket } from "./receive-delivery";

const TICKETS_A_TICK = 20;
const READ_BUDGET_MS = 12_000;
/** Each read begins a little before the last one, since FreeScout's clock may differ from the platform's. */
const OVERLAP_MS = 120_000;
const ALERT_AFTER_MS = 300_000;
export const SINCE_KEY = "reconciler:since";
export const DOWN_KEY = "reconciler:down_since";
const ALERT_KEY = "freescout:api";

/** Processes, as if by webhook, tickets that FreeScout updated and up to 20 open ones; 5 minutes without an answer alert, but change no state. */
export async function reconcileTickets(ctx: Context): Promise<Record<string, number>> {
  const url = ctx.env.value("FREESCOUT_API_URL");
  const key = ctx.env.value("FREESCOUT_API_KEY");
  if (url === null || key === null) return { configured: 0 };
  const api = new FreescoutApi({ baseUrl: url, key, limitConcurrency: ctx.limitConcurrency }, deliveryOptions(ctx));
  try {
    const counts = await readTicket(ctx, api);
    await recover(ctx);
    return counts;
  } catch (error) {
    await complain(ctx);
    throw error;
  }
}

async function readTicket(ctx: Context, api: FreescoutApi): Promise<Record<string, number>> {
  const { db, now } = ctx;
  const since = Number((await readMemory(db, SINCE_KEY)) ?? now - DAY_MS);
  const updated = await api.listUpdatedSince(since - OVERLAP_MS);
  const tagged = updated.snapshots.filter(({ fields }) => fields?.componentTag);
  let changed = 0;
  for (const snapshot of tagged) changed += await receive(ctx, snapshot);
  const held = await selectTrackedTickets(db, TICKETS_A_TICK);
  const keys = held.map((ticket) => ticket.ticketKey);
  // The order matters only where there are more open tickets than one tick can read.
  if (held.length === TICKETS_A_TICK) await runBatch(db, [writeTicketReads(db, keys, now)]);
  const seen = new Set(tagged.map(({ ticketId }) => ticketId));
  const tracked = held.map((ticket) => ticket.freescoutTicketId).filter((id) => !seen.has(id));
  const read = await readBack(ctx, api, tracked);
  for (const snapshot of read.snapshots) changed += await receive(ctx, snapshot);
  await runBatch(db, [writeMemory(db, SINCE_KEY, String(nextSince(updated, since, now)), now)]);
  return { updated: tagged.length, tracked: tracked.length, unread: read.unread, changed };
}

/** Reads tickets one by one until the time is up; one that can't be read stops no other. */
async function readBack(ctx: Context, api: FreescoutApi, ids: readonly number[]) {
  const startedMs = ctx.elapsed();
  const snapshots: TicketSnapshot[] = [];
  let unread = 0;
  for (const id of ids) {
    if (ctx.elapsed() - startedMs > READ_BUDGET_MS) break;
    try {
      const snapshot = await api.read(id);
      if (snapshot) snapshots.push(snapshot);
    } catch (error) {
      if (!(error instanceof FreescoutUnavailable)) throw error;
      unread++;
    }
  }
  if (unread > 0 && unread === ids.length) throw new FreescoutUnavailable("no ticket could be read");
  return { snapshots, unread };
}

/** Where a list was cut off, the next read begins at its end. */
function nextSince({ snapshots, isComplete }: UpdatedTickets, since: number, now: number): number {
  if (isComplete) return now;
  return Math.max(since + 1_000, ...snapshots.map(({ updatedAt }) => (updatedAt ?? since) + OVERLAP_MS));
}

const WITHOUT_EFFECT: readonly string[] = ["replay", "older_than_known", "no_known_surface"];

async function receive(ctx: Context, snapshot: TicketSnapshot): Promise<number> {
  const result = await receiveTicket(ctx, snapshot);
  return WITHOUT_EFFECT.includes(result) ? 0 : 1;
}

async function recover(ctx: Context): Promise<void> {
  if ((await readMemory(ctx.db, DOWN_KEY)) === null) return;
  await runBatch(ctx.db, [writeMemory(ctx.db, DOWN_KEY, null, ctx.now)]);
  await clearAlert(ctx, ALERT_KEY);
  ctx.log("freescout_reconciler: API answers again");
}

async function complain(ctx: Context): Promise<void> {
  const downSince = Number((await readMemory(ctx.db, DOWN_KEY)) ?? ctx.now);
  await runBatch(ctx.db, [writeMemory(ctx.db, DOWN_KEY, String(downSince), ctx.now)]);
  if (ctx.now - downSince < ALERT_AFTER_MS) return;
  await raiseAlert(ctx, {
    key: ALERT_KEY,
    severity: "warning",
    title: "FreeScout's API has not answered for 5 minutes",
  });
}
