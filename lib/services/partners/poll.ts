import pLimit from "p-limit";
import { type FeedMemory, selectFeeds, writeFeed } from "@/db/queries/partner-feeds";
import { decide } from "@/lib/core/engine/decide";
import { pollFeed } from "@/lib/integrations/partners/poll-feed";
import type { Context } from "@/lib/platform/context";
import { intervalMs, type SurfaceEntry } from "@/lib/platform/registry";
import { commit } from "@/lib/services/commit";
import { findSurface, loadState } from "@/lib/services/surfaces/load";
import { WriteQueue } from "@/lib/services/write-queue";

/** Few connections, so that slow partners never block the prober. */
const CONNECTIONS = 2;
const TIMEOUT_MS = 5_000;
const JITTER_MS = 500;

type PollResult = { entry: SurfaceEntry; memory: FeedMemory; hasChanged: boolean };

/** Polls the partner feeds that are due (`all`: every one); a failed poll is neither green nor red, the engine counts them. */
export async function pollPartners(ctx: Context, { all = false } = {}): Promise<Record<string, number>> {
  if (!ctx.env.flag("FLAG_STATUS_3P_POLLER")) return { polled: 0 };
  const due = await dueEntries(ctx, all);
  ctx.log(`partner_status_poller: polling ${due.length} of ${ctx.registry.entries.length} surfaces`);
  const memories = new Map((await selectFeeds(ctx.db)).map((feed) => [feed.surfaceId, feed]));
  const store = new WriteQueue<PollResult>((polled) => writePoll(ctx, polled));
  const limit = pLimit(CONNECTIONS);
  const failures = await Promise.all(
    due.map((entry) =>
      limit(async () => {
        const polled = await pollOne(ctx, entry, memories.get(entry.id) ?? blank(entry.id));
        store.add(polled);
        return polled.memory.failure;
      }),
    ),
  );
  const [lost] = await store.settled();
  if (lost) throw lost.error;
  return { polled: due.length, failed: failures.filter((failure) => failure !== null).length };
}

async function dueEntries(ctx: Context, all: boolean): Promise<SurfaceEntry[]> {
  const loaded = await loadState(ctx);
  return ctx.registry.entries.filter((entry) => {
    if (entry.partner_feed === null) return false;
    const { polledAt } = findSurface(loaded, entry.id).surface.partner;
    return all || polledAt === null || ctx.now - polledAt >= intervalMs(entry);
  });
}

const blank = (surfaceId: string): FeedMemory => ({
  surfaceId,
  etag: null,
  lastModified: null,
  state: null,
  incidentTitles: [],
  feedAt: null,
  failure: null,
  requestKey: null,
});

async function pollOne(ctx: Context, entry: SurfaceEntry, before: FeedMemory): Promise<PollResult> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * JITTER_MS));
  const timeoutMs = ctx.env.ms("PARTNER_TIMEOUT_MS", TIMEOUT_MS);
  const poll = await ctx.limitConcurrency(() => pollFeed(entry, before, { now: ctx.now, timeoutMs }));
  const memory = poll.ok ? { ...before, ...poll.said, failure: null } : { ...before, failure: poll.failure };
  ctx.log(
    poll.ok
      ? `partner_status_poller: ${entry.id} -> ${memory.state}`
      : `partner_status_poller: ${entry.id} poll failed: ${poll.failure}`,
  );
  return { entry, memory, hasChanged: JSON.stringify(memory) !== JSON.stringify(before) };
}

function writePoll(ctx: Context, { entry, memory, hasChanged }: PollResult): Promise<void> {
  const reading = memory.failure !== null || memory.state === "UNKNOWN" ? null : memory.state;
  const report = { kind: "partner", actor: "3p_poller", reading, polledAt: ctx.now } as const;
  return commit(ctx, (loaded) => ({
    outcomes: [decide(findSurface(loaded, entry.id).surface, report, ctx.now)],
    statements: hasChanged ? [writeFeed(ctx.db, memory, ctx.now)] : [],
    result: undefined,
  }));
}
