import { eq, max } from "drizzle-orm";
import { statusAuditLog } from "../../db/schema/audit-log";
import { person } from "../../lib/access/verify-operator";
import type { Context } from "../../lib/context";
import type { State } from "../../lib/engine/states";
import type { SurfaceEntry } from "../../lib/schemas/registry";
import { planWindow } from "../../lib/usecases/maintenance";
import { writeAsOperator } from "../../lib/usecases/operator-write";
import { settleSurfaces } from "../../lib/usecases/update-surface";
import type { Happening } from "./chronicler";
import { MINUTE_MS } from "./moments";
import { look, minutesFrom } from "./probe-stories";

const OPERATOR = person("night-shift@example.com");

export type Pin = {
  surfaceId: string;
  at: number;
  minutes: number;
  state: Exclude<State, "OPERATIONAL">;
  note: string;
};

/** An operator's override, until it expires. */
export const pin = ({ surfaceId, at, minutes, state, note }: Pin): Happening => ({
  at,
  on: [surfaceId],
  tell: async (ctx) =>
    writeAsOperator(ctx, OPERATOR, {
      action: "override",
      surfaces: [{ surface_id: surfaceId, version: await versionOf(ctx, surfaceId) }],
      state,
      public_note: note,
      expires_at: at + minutes * MINUTE_MS,
    }),
});

/** What an operator's board shows beside a surface: its newest row of the log. */
async function versionOf({ db }: Context, surfaceId: string): Promise<number> {
  const rows = await db
    .select({ id: max(statusAuditLog.id) })
    .from(statusAuditLog)
    .where(eq(statusAuditLog.surfaceId, surfaceId));
  return rows[0]?.id ?? 0;
}

/** The clock's own changes are written, as the first job of a tick does it. */
export const settled = (entries: readonly SurfaceEntry[], at: number): Happening => ({
  at,
  on: entries.map(({ id }) => id),
  tell: settleSurfaces,
});

export type Maintenance = { on: readonly string[]; plannedAt: number; beginsAt: number; minutes: number; note: string };

/** A window is planned. */
export const plan = ({ on, plannedAt, beginsAt, minutes, note }: Maintenance): Happening => ({
  at: plannedAt,
  on,
  tell: (ctx) =>
    planWindow(ctx, {
      surface_ids: [...on],
      starts_at: beginsAt,
      ends_at: beginsAt + minutes * MINUTE_MS,
      public_note: note,
      actor: OPERATOR.name,
    }),
});

/** A window is planned, begins and ends; the sites in it are well after it. */
export function maintenance(entries: readonly SurfaceEntry[], window: Maintenance): Happening[] {
  const end = window.beginsAt + window.minutes * MINUTE_MS;
  const probed = entries
    .filter(({ id, probe_url }) => window.on.includes(id) && probe_url !== null)
    .map(({ id }) => id);
  return [
    plan(window),
    settled(entries, window.beginsAt),
    settled(entries, end),
    ...(probed.length > 0 ? minutesFrom(end, 3).map((minute) => look(probed, minute, true)) : []),
  ];
}
