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
  const seen = new Set(listed.snapshots.map(({ ticketId }) => ticketId));
  const received = await receiveListed(ctx, known, listed.snapshots);
  const wanted = [...known.ids.filter((id) => !seen.has(id)), ...received.unsure];
  const { snapshots, failed, versions } = await readEach(ctx, {
    api,
    ids: wanted,
    isApiWell: listed.pages > 0,
    hasTime: within(READ_BUDGET_MS),
  });
  let { changed } = received;
  for (const snapshot of snapshots) changed += await receiveAnswer(ctx, snapshot, versions);
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

/**
 * Processes what the list shows otherwise than it is known; of a ticket that was listed twice, the later state. `unsure`
 * are tickets with a record that was not open when the list was asked for: whether a delivery has changed it since, only
 * a read of the ticket by itself can tell.
 */
async function receiveListed(ctx: Context, known: Known, listed: readonly TicketSnapshot[]) {
  const snapshots = [...new Map(listed.map((one) => [one.ticketId, one])).values()];
  const isOpen = ({ ticketId }: TicketSnapshot) => known.fingerprints.has(ticketId);
  const mayConcern = snapshots.filter((one) => isOpen(one) || one.fields === null || one.fields.surfaceIds.length > 0);
  const ids = mayConcern.map(({ ticketId }) => ticketId);
  const rows = ids.length > 0 ? await selectKnownTickets(ctx.db, ids) : [];
  const first = rows.filter((row) => row.ticketKey === String(ticketIdOf(row.ticketKey)));
  // A ticket without our fields concerns a surface only where it is known to.
  const onSurface = new Set(first.filter((row) => row.surfaceId !== null).map((row) => ticketIdOf(row.ticketKey)));
  const concerned = mayConcern.filter((one) => isOpen(one) || one.fields !== null || onSurface.has(one.ticketId));
  const fingerprints = new Map([...byTicket(first), ...known.fingerprints]);
  const other = new Set(
    rows.filter((row) => !known.versions.has(row.ticketKey)).map((row) => ticketIdOf(row.ticketKey)),
  );
  const news = concerned.filter((one) => fingerprints.get(one.ticketId) !== hashSnapshot(one));
  const unsure = news.map(({ ticketId }) => ticketId).filter((id) => other.has(id));
  let changed = 0;
  for (const snapshot of news)
    if (!other.has(snapshot.ticketId)) changed += await receiveAnswer(ctx, snapshot, known.versions);
  const alerts = snapshots
    .filter((one) => !concerned.includes(one))
    .flatMap((one) => changedAlerts(ctx, tagAlert(one, wasEmptied(known.alerts, one.ticketId)), known.alerts));
  await runBatch(ctx.db, alerts);
  return { changed, unsure };
}

async function receiveAnswer(ctx: Context, snapshot: TicketSnapshot, versions: AskedAt): Promise<number> {
  const result = await receiveTicket(ctx, snapshot, versions);
  return result === "hold" || result === "let_go" || result === "remember" ? 1 : 0;
}

type ReadEach = { api: FreescoutApi; ids: readonly number[]; isApiWell: boolean; hasTime: () => boolean };

/** Reads tickets one by one until the time is up, the one that was read longest ago first; one that fails keeps no other from it. */
async function readEach(ctx: Context, { api, ids, isApiWell, hasTime }: ReadEach) {
  if (ids.length === 0) return { snapshots: [], failed: [], versions: new Map() };
  const rows = await selectTicketReads(ctx.db, ids.map(String));
  const lastRead = new Map(rows.map((row) => [row.ticketKey, row.lookedAt]));
  const order = [...ids].sort(
    (a, b) => (lastRead.get(String(a)) ?? "").localeCompare(lastRead.get(String(b)) ?? "") || a - b,
  );
  const next = order.slice(0, TICKETS_A_TICK);
  const records = await selectKnownTickets(ctx.db, next);
  const tried: string[] = [];
  const snapshots: TicketSnapshot[] = [];
  const failed: number[] = [];
  for (const id of next) {
    if (!hasTime()) break;
    tried.push(String(id));
    const snapshot = await tryRead(api, id);
    // Where not even the list is found, a 404 says nothing of this ticket.
    if (snapshot === null || (snapshot.updatedAt === null && !isApiWell)) failed.push(id);
    else snapshots.push(snapshot);
  }
  if (tried.length > 0) await runBatch(ctx.db, [writeTicketReads(ctx.db, tried, ctx.now)]);
  return { snapshots, failed, versions: new Map(records.map((row) => [row.ticketKey, row.version])) };
}

async function tryRead(api: FreescoutApi, id: number): Promise<TicketSnapshot | null> {
  try {
    return await api.read(id);
  } catch (error) {
    if (error instanceof FreescoutUnavailable) return null;
    throw error;
  }
}
