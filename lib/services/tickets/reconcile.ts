import { runBatch } from "@/db/client";
import {
  selectKnownTickets,
  selectTicketReads,
  selectTrackedTickets,
  ticketIdOf,
  writeTicketReads,
} from "@/db/queries/freescout-tickets";
import { selectOpenAlertTitles } from "@/db/queries/ops-alerts";
import { selectMemory } from "@/db/queries/ops-memory";
import { type FreescoutApi, FreescoutUnavailable } from "@/lib/integrations/freescout/api";
import type { TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";
import type { Context } from "@/lib/platform/context";
import { raiseAlert } from "@/lib/services/operators/alert";
import {
  changedAlerts,
  FREESCOUT_ALERTS,
  type OpenAlerts,
  tagAlert,
  ticketsWithAlerts,
  toOpenAlerts,
  wasEmptied,
} from "./alerts";
import { freescoutApi } from "./freescout";
import { listOpen } from "./list-open";
import { type Progress, proceed, progressStatements, readingAlerts, toProgress } from "./progress";
import { type AskedAt, hashSnapshot, receiveTicket } from "./receive-delivery";

const LIST_BUDGET_MS = 6_000;
const READ_BUDGET_MS = 12_000;
const TICKETS_A_TICK = 20;

/**
 * Reads every open ticket from FreeScout's list and those that it should know more of one by one, and processes what
 * changed (contract §3.8). What FreeScout answers is its present state; where it does not answer, nothing changes.
 */
export async function reconcileTickets(ctx: Context): Promise<Record<string, number>> {
  const api = freescoutApi(ctx);
  if (!api) return { configured: 0 };
  try {
    return await reconcile(ctx, api);
  } catch (error) {
    if (!(error instanceof FreescoutUnavailable)) await blameDatabase(ctx);
    throw error;
  }
}

/** What is known when the tick begins: of the tickets that are open on the page, of the alerts, and how far the last tick came. */
type Known = {
  ids: number[];
  fingerprints: ReadonlyMap<number, string>;
  versions: AskedAt;
  alerts: OpenAlerts;
  progress: Progress;
};

async function loadKnown({ db, now }: Context): Promise<Known> {
  const [tracked, alerts, memory] = await db.batch([
    selectTrackedTickets(db),
    selectOpenAlertTitles(db, FREESCOUT_ALERTS),
    selectMemory(db),
  ]);
  const open = toOpenAlerts(alerts);
  const fingerprints = byTicket(tracked);
  return {
    ids: [...new Set([...fingerprints.keys(), ...ticketsWithAlerts(open)])],
    fingerprints,
    versions: new Map(tracked.map((row) => [row.ticketKey, row.version])),
    alerts: open,
    progress: toProgress(memory, now),
  };
}

const byTicket = (rows: readonly { ticketKey: string; fingerprint: string }[]): Map<number, string> =>
  new Map(rows.map((row) => [ticketIdOf(row.ticketKey) ?? 0, row.fingerprint]));

async function reconcile(ctx: Context, api: FreescoutApi): Promise<Record<string, number>> {
  const startedMs = ctx.elapsed();
  const within = (budgetMs: number) => () => ctx.elapsed() - startedMs < budgetMs;
  const known = await loadKnown(ctx);
  const listed = await listOpen(api, known.progress.cursor, within(LIST_BUDGET_MS));
  let changed = await receiveListed(ctx, known, listed.snapshots);
  const seen = new Set(listed.snapshots.map(({ ticketId }) => ticketId));
  const wanted = known.ids.filter((id) => !seen.has(id));
  const { snapshots, failed } = await readEach(ctx, {
    api,
    ids: wanted,
    isApiWell: listed.pages > 0,
    hasTime: within(READ_BUDGET_MS),
  });
  for (const snapshot of snapshots) changed += await receiveAnswer(ctx, known, snapshot);
  const round = { listed, wanted, read: snapshots.map(({ ticketId }) => ticketId), failed };
  await store(ctx, known, proceed(known.progress, round, ctx.now), listed.ended);
  if (listed.pages === 0) throw new FreescoutUnavailable("no page of the list of open tickets could be read");
  return {
    pages: listed.pages,
    failed_pages: listed.failures,
    listed: seen.size,
    read: snapshots.length,
    unread: wanted.length - snapshots.length,
    changed,
  };
}

const store = (
  ctx: Context,
  { progress: before, alerts: open }: Known,
  progress: Progress,
  ended: boolean,
): Promise<void> =>
  runBatch(ctx.db, [
    ...progressStatements(ctx, { progress, before, ended }),
    ...readingAlerts(ctx, { progress, ended, open }),
  ]);

/** The alert can only be written where the database works again; a failure of it is in the log as the job's error. */
const blameDatabase = (ctx: Context): Promise<void> =>
  raiseAlert(ctx, {
    key: `${FREESCOUT_ALERTS}database`,
    severity: "warning",
    title: "Our database failed while tickets were read; FreeScout is not to blame",
  }).catch(() => undefined);

/** Processes what the list shows otherwise than it is known; of a ticket that was listed twice, the later state. */
async function receiveListed(ctx: Context, known: Known, listed: readonly TicketSnapshot[]): Promise<number> {
  const snapshots = [...new Map(listed.map((one) => [one.ticketId, one])).values()];
  const isConcerned = (one: TicketSnapshot) => one.fields?.surfaceIds.length || known.fingerprints.has(one.ticketId);
  const concerned = snapshots.filter(isConcerned);
  const ids = concerned.map(({ ticketId }) => ticketId);
  const rows = ids.length > 0 ? await selectKnownTickets(ctx.db, ids) : [];
  const fingerprints = new Map([...byTicket(rows), ...known.fingerprints]);
  let changed = 0;
  for (const snapshot of concerned)
    if (fingerprints.get(snapshot.ticketId) !== hashSnapshot(snapshot))
      changed += await receiveAnswer(ctx, known, snapshot);
  const alerts = snapshots
    .filter((one) => !isConcerned(one))
    .flatMap((one) => changedAlerts(ctx, tagAlert(one, wasEmptied(known.alerts, one.ticketId)), known.alerts));
  await runBatch(ctx.db, alerts);
  return changed;
}

async function receiveAnswer(ctx: Context, known: Known, snapshot: TicketSnapshot): Promise<number> {
  const result = await receiveTicket(ctx, snapshot, known.versions);
  return result === "hold" || result === "let_go" || result === "remember" ? 1 : 0;
}

type ReadEach = { api: FreescoutApi; ids: readonly number[]; isApiWell: boolean; hasTime: () => boolean };

/** Reads tickets one by one until the time is up, the one that was read longest ago first; one that fails keeps no other from it. */
async function readEach(ctx: Context, { api, ids, isApiWell, hasTime }: ReadEach) {
  if (ids.length === 0) return { snapshots: [], failed: [] };
  const rows = await selectTicketReads(ctx.db, ids.map(String));
  const lastRead = new Map(rows.map((row) => [row.ticketKey, row.lookedAt]));
  const order = [...ids].sort(
    (a, b) => (lastRead.get(String(a)) ?? "").localeCompare(lastRead.get(String(b)) ?? "") || a - b,
  );
  const tried: string[] = [];
  const snapshots: TicketSnapshot[] = [];
  const failed: number[] = [];
  for (const id of order.slice(0, TICKETS_A_TICK)) {
    if (!hasTime()) break;
    tried.push(String(id));
    const snapshot = await tryRead(api, id);
    // Where not even the list is found, a 404 says nothing of this ticket.
    if (snapshot === null || (snapshot.updatedAt === null && !isApiWell)) failed.push(id);
    else snapshots.push(snapshot);
  }
  if (tried.length > 0) await runBatch(ctx.db, [writeTicketReads(ctx.db, tried, ctx.now)]);
  return { snapshots, failed };
}

async function tryRead(api: FreescoutApi, id: number): Promise<TicketSnapshot | null> {
  try {
    return await api.read(id);
  } catch (error) {
    if (error instanceof FreescoutUnavailable) return null;
    throw error;
  }
}
