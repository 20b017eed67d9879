import type { D1Database } from "@cloudflare/workers-types";
import { runBatch } from "../../db/client";
import { insertProbeResults } from "../../db/queries/probe-results";
import { updateSurface } from "../../db/queries/surface-state";
import { type Context, contextFrom } from "../../lib/context";
import type { ProbeResult } from "../../lib/engine/prober";
import type { Bindings } from "../../lib/env";
import type { SurfaceEntry } from "../../lib/schemas/registry";
import { loadBoard } from "../../lib/usecases/board";
import { skipQuiet } from "./skip-quiet";

/** Something that happened: to which surfaces, and what told our system of it at that instant. */
export type Happening = { at: number; on: readonly string[]; tell: (ctx: Context) => Promise<unknown> };

/** Raw looks are kept for the board, whose sparklines show an hour. */
const RAW_MS = 2 * 3_600_000;

type Setting = { db: D1Database; registry: SurfaceEntry[]; now: number };
type Looks = { surfaceId: string; result: ProbeResult }[];

/**
 * Tells the system of a past by its own use cases, each happening with its own instant as their now: log, incidents and states are
 * what they would be, had it been running. The quiet minutes between are skipped.
 */
export async function tellPast({ db, registry, now }: Setting, happenings: readonly Happening[]): Promise<void> {
  const bindings = { DB: db, LOCAL: { registry } } as unknown as Bindings;
  const at = (then: number): Context => ({
    ...contextFrom(bindings, { waitUntil: () => undefined }, then),
    log: () => undefined,
  });
  const looks: Looks = [];
  for (const happening of happenings.toSorted((a, b) => a.at - b.at)) {
    const ctx = at(happening.at);
    looks.push(...(await skipTo(ctx, happening.on)));
    await happening.tell(ctx);
  }
  const present = at(now);
  looks.push(
    ...(await skipTo(
      present,
      registry.map(({ id }) => id),
    )),
  );
  const recent = looks.filter(({ result }) => result.at > now - RAW_MS);
  await runBatch(present.db, insertProbeResults(present.db, recent));
}

async function skipTo(ctx: Context, ids: readonly string[]): Promise<Looks> {
  if (ids.length === 0) return [];
  const { surfaces } = await loadBoard(ctx);
  const skipped = ids.flatMap((id) => {
    const loaded = surfaces.get(id);
    return loaded && loaded.version !== null
      ? [{ ...skipQuiet(loaded.surface, ctx.now), version: loaded.version }]
      : [];
  });
  await runBatch(
    ctx.db,
    skipped.map(({ surface, version }) => updateSurface(ctx.db, surface, version)),
  );
  return skipped.flatMap(({ surface, looks }) => looks.map((result) => ({ surfaceId: surface.id, result })));
}
