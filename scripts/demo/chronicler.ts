import type { D1Database } from "@cloudflare/workers-types";
import { openDb, runBatch } from "../../db/client";
import { insertProbeResults } from "../../db/queries/probe-results";
import { updateSurface } from "../../db/queries/surface-state";
import { type Context, contextFrom } from "../../lib/context";
import type { ProbeResult } from "../../lib/engine/prober";
import type { Bindings } from "../../lib/env";
import type { SurfaceEntry } from "../../lib/schemas/registry";
import { loadBoard } from "../../lib/usecases/board";
import { seededRandom } from "./seeded-random";
import { skippedLooks, skipQuiet } from "./skip-quiet";

/** Something that happened: to which surfaces, and what told our system of it at that instant. */
export type Happening = { at: number; on: readonly string[]; tell: (ctx: Context) => Promise<unknown> };

/** Raw looks are kept for the board, whose sparklines show an hour. */
const RAW_MS = 2 * 3_600_000;

type Setting = { db: D1Database; registry: SurfaceEntry[]; now: number };
type Look = { surfaceId: string; result: ProbeResult };

/**
 * Tells the system of a past by its own use cases, each happening with its own instant as their now: log, incidents and states are
 * what they would be, had it been running. The quiet minutes between are skipped.
 */
export async function tellPast({ db, registry, now }: Setting, happenings: readonly Happening[]): Promise<void> {
  const bindings = { DB: db, REGISTRY: registry } as unknown as Bindings;
  const everywhere = registry.map(({ id }) => id);
  const end: Happening = { at: now, on: everywhere, tell: async () => undefined };
  const looks: Look[] = [];
  for (const { at, on, tell } of [...happenings, end].toSorted((a, b) => a.at - b.at)) {
    const given = contextFrom(bindings, { waitUntil: () => undefined }, at);
    const ctx = { ...given, clock: () => at, log: () => undefined }; // written down in no time, so that order is the order told
    looks.push(...(await skipTo(ctx, on, now - RAW_MS)));
    await tell(ctx);
  }
  const random = seededRandom(looks.length);
  const varied = looks.map(({ surfaceId, result }) => {
    const latencyMs = Math.round((result.latencyMs ?? 0) * (0.7 + 0.6 * random()));
    return { surfaceId, result: { ...result, latencyMs } };
  });
  const opened = openDb(db);
  await runBatch(opened, insertProbeResults(opened, varied));
}

/** Skips to this instant on these surfaces; gives the looks of it that are to be kept. */
async function skipTo(ctx: Context, ids: readonly string[], since: number): Promise<Look[]> {
  if (ids.length === 0) return [];
  const { surfaces } = await loadBoard(ctx);
  const skipped = ids.flatMap((id) => {
    const loaded = surfaces.get(id);
    if (!loaded || loaded.version === null) return [];
    return [{ before: loaded.surface, after: skipQuiet(loaded.surface, ctx.now), version: loaded.version }];
  });
  await runBatch(
    ctx.db,
    skipped.map(({ after, version }) => updateSurface(ctx.db, after, version)),
  );
  return skipped.flatMap(({ before, after }) =>
    skippedLooks(before, after, since).map((result) => ({ surfaceId: after.id, result })),
  );
}
