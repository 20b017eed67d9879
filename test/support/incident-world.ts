import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { seedSurfaces } from "@/lib/services/surfaces/update";
import { receiveDelivery } from "@/lib/services/tickets/receive-delivery";
import { startDatabase } from "./database";
import { startNamespace } from "./namespace";
import { entry } from "./surfaces";

/** A D1 and a KV of its own with these surfaces, of which each test says what time it is. */
export async function startIncidentWorld(ids: readonly string[], now: number, env: Record<string, string> = {}) {
  const [database, namespace] = await Promise.all([startDatabase(), startNamespace()]);
  const registry = ids.map((id) => entry(id, "plain"));
  const REGISTRY = { surfaces: registry };
  const at = (time: number, more: Record<string, unknown> = {}): Context => ({
    ...contextFrom(
      { DB: database.d1, STATUS_SNAPSHOT: namespace.kv, REGISTRY, ...env, ...more } as unknown as Bindings,
      { waitUntil: () => undefined },
      time,
    ),
    clock: () => time,
    log: () => undefined,
  });
  await seedSurfaces(at(now));
  const stop = () => Promise.all([database.stop(), namespace.stop()]);
  const deliver = async (time: number, body: string) =>
    (await receiveDelivery(at(time), new TextEncoder().encode(body) as Uint8Array<ArrayBuffer>)).result;
  /** The rows that opened in a stretch of time, in their order. */
  const rowsOf = async (from: number, to = Number.MAX_SAFE_INTEGER) => {
    const found = await database.d1
      .prepare(
        "SELECT id, surface_id, resolved_at, freescout_ticket_id FROM status_incidents WHERE opened_at >= ? AND opened_at < ? ORDER BY id",
      )
      .bind(new Date(from).toISOString(), new Date(Math.min(to, Date.UTC(2190, 0))).toISOString())
      .all<{ id: number; surface_id: string; resolved_at: string | null; freescout_ticket_id: number | null }>();
    return found.results;
  };
  return { d1: database.d1, registry, at, deliver, rowsOf, stop };
}

export type IncidentWorld = Awaited<ReturnType<typeof startIncidentWorld>>;

export const publicId = (id: number): string => `inc_${String(id).padStart(5, "0")}`;
