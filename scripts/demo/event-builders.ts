import { eq, max } from "drizzle-orm";
import { statusAuditLog } from "../../db/schema/audit-log";
import { decide } from "../../lib/core/engine/decide";
import { DAY_MS } from "../../lib/core/engine/periods";
import { STREAK } from "../../lib/core/engine/precedence";
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
import { receiveDelivery } from "../../lib/services/tickets/receive-delivery";
import type { FileTicket, Ticket } from "./world";

/** An event of the demo's past: its time, its surfaces, and the service call that applies it. */
export type DemoEvent = { at: number; on: readonly string[]; apply: (ctx: Context) => Promise<unknown> };

export type Stretch = { at: number; minutes: number };
type Reading = PartnerReport["reading"];

export const MINUTE_MS = 60_000;

/** The UTC midnight at the start of the day `daysAgo` days before `now`. */
export const midnight = (now: number, daysAgo: number): number => now - (now % DAY_MS) - daysAgo * DAY_MS;

const OPERATOR = person("night-shift@example.com");
const FAILURE = { ok: false, latency_ms: 31, status_code: 503, error: "status" };

const idsOf = (entries: readonly SurfaceEntry[]): string[] => entries.map(({ id }) => id);
const probedOf = (entries: readonly SurfaceEntry[]): string[] => idsOf(entries.filter((entry) => entry.probe_url));
const partnersOf = (entries: readonly SurfaceEntry[]): string[] => idsOf(entries.filter((entry) => entry.partner_feed));

const successAt = (id: string) => ({ ok: true, latency_ms: 40 + ((id.length * 17) % 160), status_code: 200 });

/** Probes of sites, one a minute. */
const probes = (ids: readonly string[], from: number, ok: boolean, count = STREAK): DemoEvent[] =>
  Array.from({ length: count }, (_, i) => {
    const at = from + i * MINUTE_MS;
    const results = ids.map((id) => ({ surface_id: id, checked_at: at, ...(ok ? successAt(id) : FAILURE) }));
    return { at, on: ids, apply: (ctx) => recordProbeResults(ctx, results) };
  });

/** A site that fails for some minutes: degraded at the first probe, down from the third one. */
export const outage = (id: string, { at, minutes }: Stretch): DemoEvent[] => [
  ...probes([id], at, false, Math.min(minutes, STREAK)),
  ...probes([id], at + minutes * MINUTE_MS, true),
];

/** One poll of partners; a null reading is a failed poll. */
export const poll = (ids: readonly string[], at: number, reading: Reading): DemoEvent => ({
  at,
  on: ids,
  apply: (ctx) =>
    commit(ctx, (loaded) => ({
      outcomes: ids.map((id) => {
        const report = { kind: "partner", actor: "3p_poller", reading, polledAt: at } as const;
        return decide(findSurface(loaded, id).surface, report, at);
      }),
      result: undefined,
    })),
});

/** An incident that a partner's status page reports. */
export const partnerTrouble = (id: string, reading: Reading, { at, minutes }: Stretch): DemoEvent[] => [
  poll([id], at, reading),
  poll([id], at + minutes * MINUTE_MS, "OPERATIONAL"),
];

/** A partner's status page stops responding. */
export const partnerSilence = (id: string, at: number): DemoEvent[] =>
  Array.from({ length: STREAK }, (_, i) => poll([id], at + i * MINUTE_MS, null));

/** The first reports on new surfaces: by probes, by their partner, or by an operator. */
export function joining(entries: readonly SurfaceEntry[], at: number): DemoEvent[] {
  const others = idsOf(entries.filter((entry) => !entry.probe_url && !entry.partner_feed));
  return [
    ...probes(probedOf(entries), at, true),
    poll(partnersOf(entries), at, "OPERATIONAL"),
    ...others.map(
      (surface_id): DemoEvent => ({
        at,
        on: [],
        apply: (ctx) =>
          updateSurface(ctx, { surface_id, state: "OPERATIONAL", state_source: "manual", actor: "setup" }),
      }),
    ),
  ];
}

/** The platform's own monitoring stops for some minutes: no probes, polls or settling until its end. */
export function blackout(entries: readonly SurfaceEntry[], { at, minutes }: Stretch): DemoEvent[] {
  const end = at + minutes * MINUTE_MS;
  return [
    { at, on: idsOf(entries), apply: async () => undefined },
    { at: end, on: [], apply: settleSurfaces },
    { ...poll(partnersOf(entries), end, "OPERATIONAL"), on: [] },
    ...probes(probedOf(entries), end, true),
  ];
}

/** Writes changes that only time causes, as the first job of a cron run does. */
export const settled = (entries: readonly SurfaceEntry[], at: number): DemoEvent => ({
  at,
  on: idsOf(entries),
  apply: settleSurfaces,
});

type TimedOverride = Stretch & { surfaceId: string; state: Exclude<State, "OPERATIONAL">; note: string };

/** An operator's override with an expiry. */
export const override = ({ surfaceId, at, minutes, state, note }: TimedOverride): DemoEvent => ({
  at,
  on: [surfaceId],
  apply: async (ctx) =>
    writeAsOperator(ctx, OPERATOR, {
      action: "override",
      surfaces: [{ surface_id: surfaceId, version: await readVersion(ctx, surfaceId) }],
      state,
      public_note: note,
      expires_at: at + minutes * MINUTE_MS,
    }),
});

/** The surface's version on the dashboard: the id of its newest audit row. */
async function readVersion({ db }: Context, surfaceId: string): Promise<number> {
  const newest = db.select({ id: max(statusAuditLog.id) }).from(statusAuditLog);
  const [row] = await newest.where(eq(statusAuditLog.surfaceId, surfaceId));
  return row?.id ?? 0;
}

/** A maintenance window that is scheduled at `at`. */
type Planned = Stretch & { on: readonly string[]; beginsAt: number; note: string };

export const plan = ({ on, at, beginsAt, minutes, note }: Planned): DemoEvent => {
  const window = { starts_at: beginsAt, ends_at: beginsAt + minutes * MINUTE_MS, public_note: note };
  return { at, on, apply: (ctx) => planWindow(ctx, { ...window, surface_ids: [...on], actor: OPERATOR.name }) };
};

/** A maintenance window is scheduled, begins and ends; its sites are operational afterwards. */
export function maintenance(entries: readonly SurfaceEntry[], window: Planned): DemoEvent[] {
  const end = window.beginsAt + window.minutes * MINUTE_MS;
  const probed = probedOf(entries).filter((id) => window.on.includes(id));
  const after = probed.length > 0 ? probes(probed, end, true) : [];
  return [plan(window), settled(entries, window.beginsAt), settled(entries, end), ...after];
}

/** FreeScout's webhook of a ticket. */
export const delivery = (file: FileTicket, ticket: Ticket): DemoEvent => ({
  at: ticket.at,
  on: [ticket.on],
  apply: (ctx) => receiveDelivery(ctx, new TextEncoder().encode(file(ticket))),
});
