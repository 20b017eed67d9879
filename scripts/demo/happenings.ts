import { eq, max } from "drizzle-orm";
import { statusAuditLog } from "../../db/schema/audit-log";
import { decide } from "../../lib/core/engine/decide";
import type { PartnerReport } from "../../lib/core/engine/prober";
import type { State } from "../../lib/core/engine/states";
import { person } from "../../lib/integrations/access/verify-operator";
import type { Context } from "../../lib/platform/context";
import type { SurfaceEntry } from "../../lib/schemas/registry";
import { commit } from "../../lib/services/commit";
import { planWindow } from "../../lib/services/maintenance/plan";
import { writeAsOperator } from "../../lib/services/operators/write";
import { recordProbeResults } from "../../lib/services/probes/record";
import { findSurface } from "../../lib/services/surfaces/load";
import { settleSurfaces, updateSurface } from "../../lib/services/surfaces/update";
import { receiveDelivery } from "../../lib/services/tickets/receive";
import type { FileTicket, Ticket } from "./world";

/** Something that happened: to which surfaces, and the use case that is told of it at that instant. */
export type Happening = { at: number; on: readonly string[]; tell: (ctx: Context) => Promise<unknown> };

export type Stretch = { at: number; minutes: number };
type Reading = PartnerReport["reading"];

export const MINUTE_MS = 60_000;
export const DAY_MS = 1440 * MINUTE_MS;

/** The UTC midnight at which a day began that lies so many days back. */
export const midnight = (now: number, daysAgo: number): number => now - (now % DAY_MS) - daysAgo * DAY_MS;

/** Probes, and failed polls of a partner, that decide in a row: the engine's N. */
const STREAK = 3;
const OPERATOR = person("night-shift@example.com");
const FAILURE = { ok: false, latency_ms: 31, status_code: 503, error: "status" };

const idsOf = (entries: readonly SurfaceEntry[]): string[] => entries.map(({ id }) => id);
const probedOf = (entries: readonly SurfaceEntry[]): string[] => idsOf(entries.filter((entry) => entry.probe_url));
const partnersOf = (entries: readonly SurfaceEntry[]): string[] => idsOf(entries.filter((entry) => entry.partner_feed));

const wellAt = (id: string) => ({ ok: true, latency_ms: 40 + ((id.length * 17) % 160), status_code: 200 });

/** Probes of some sites, one a minute. */
const probes = (ids: readonly string[], from: number, ok: boolean, count = STREAK): Happening[] =>
  Array.from({ length: count }, (_, i) => {
    const at = from + i * MINUTE_MS;
    const results = ids.map((id) => ({ surface_id: id, checked_at: at, ...(ok ? wellAt(id) : FAILURE) }));
    return { at, on: ids, tell: (ctx) => recordProbeResults(ctx, results) };
  });

/** A site that fails for some minutes: degraded at the first probe, down from the third one. */
export const outage = (id: string, { at, minutes }: Stretch): Happening[] => [
  ...probes([id], at, false, Math.min(minutes, STREAK)),
  ...probes([id], at + minutes * MINUTE_MS, true),
];

/** One poll of some partners; null is a poll that failed. */
export const poll = (ids: readonly string[], at: number, reading: Reading): Happening => ({
  at,
  on: ids,
  tell: (ctx) =>
    commit(ctx, (board) => ({
      outcomes: ids.map((id) => {
        const report = { kind: "partner", actor: "3p_poller", reading, polledAt: at } as const;
        return decide(findSurface(board, id).surface, report, at);
      }),
      result: undefined,
    })),
});

/** A partner that is in trouble by its own page. */
export const partnerTrouble = (id: string, reading: Reading, { at, minutes }: Stretch): Happening[] => [
  poll([id], at, reading),
  poll([id], at + minutes * MINUTE_MS, "OPERATIONAL"),
];

/** A partner's page falls silent. */
export const partnerSilence = (id: string, at: number): Happening[] =>
  Array.from({ length: STREAK }, (_, i) => poll([id], at + i * MINUTE_MS, null));

/** Surfaces are registered and reported on for the first time: by probes, by their partner, or by an operator. */
export function joining(entries: readonly SurfaceEntry[], at: number): Happening[] {
  const others = idsOf(entries.filter((entry) => !entry.probe_url && !entry.partner_feed));
  return [
    ...probes(probedOf(entries), at, true),
    poll(partnersOf(entries), at, "OPERATIONAL"),
    ...others.map(
      (surface_id): Happening => ({
        at,
        on: [],
        tell: (ctx) => updateSurface(ctx, { surface_id, state: "OPERATIONAL", state_source: "manual", actor: "setup" }),
      }),
    ),
  ];
}

/** Our own monitoring stands still for some minutes: nothing is probed, polled or settled until it is back. */
export function blackout(entries: readonly SurfaceEntry[], { at, minutes }: Stretch): Happening[] {
  const end = at + minutes * MINUTE_MS;
  return [
    { at, on: idsOf(entries), tell: async () => undefined },
    { at: end, on: [], tell: settleSurfaces },
    { ...poll(partnersOf(entries), end, "OPERATIONAL"), on: [] },
    ...probes(probedOf(entries), end, true),
  ];
}

/** The clock's own changes are written, as the first job of a tick does it. */
export const settled = (entries: readonly SurfaceEntry[], at: number): Happening => ({
  at,
  on: idsOf(entries),
  tell: settleSurfaces,
});

type TimedOverride = Stretch & { surfaceId: string; state: Exclude<State, "OPERATIONAL">; note: string };

/** An operator's override, until it expires. */
export const override = ({ surfaceId, at, minutes, state, note }: TimedOverride): Happening => ({
  at,
  on: [surfaceId],
  tell: async (ctx) =>
    writeAsOperator(ctx, OPERATOR, {
      action: "override",
      surfaces: [{ surface_id: surfaceId, version: await readVersion(ctx, surfaceId) }],
      state,
      public_note: note,
      expires_at: at + minutes * MINUTE_MS,
    }),
});

/** What an operator's dashboard shows beside a surface: its newest row of the log. */
async function readVersion({ db }: Context, surfaceId: string): Promise<number> {
  const newest = db.select({ id: max(statusAuditLog.id) }).from(statusAuditLog);
  const [row] = await newest.where(eq(statusAuditLog.surfaceId, surfaceId));
  return row?.id ?? 0;
}

/** A maintenance window as it is planned at `at`. */
type Planned = Stretch & { on: readonly string[]; beginsAt: number; note: string };

export const plan = ({ on, at, beginsAt, minutes, note }: Planned): Happening => {
  const window = { starts_at: beginsAt, ends_at: beginsAt + minutes * MINUTE_MS, public_note: note };
  return { at, on, tell: (ctx) => planWindow(ctx, { ...window, surface_ids: [...on], actor: OPERATOR.name }) };
};

/** A window is planned, begins and ends; the sites in it are well after it. */
export function maintenance(entries: readonly SurfaceEntry[], window: Planned): Happening[] {
  const end = window.beginsAt + window.minutes * MINUTE_MS;
  const probed = probedOf(entries).filter((id) => window.on.includes(id));
  const after = probed.length > 0 ? probes(probed, end, true) : [];
  return [plan(window), settled(entries, window.beginsAt), settled(entries, end), ...after];
}

/** FreeScout's webhook of a ticket. */
export const delivery = (file: FileTicket, ticket: Ticket): Happening => ({
  at: ticket.at,
  on: [ticket.on],
  tell: (ctx) => receiveDelivery(ctx, new TextEncoder().encode(file(ticket))),
});
