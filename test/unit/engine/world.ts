import { decide, type Report } from "@/lib/core/engine/decide";
import type { Outcome } from "@/lib/core/engine/outcome";
import { STATES, TICKET_SEVERITIES } from "@/lib/core/engine/states";
import { registerSurface, type Surface } from "@/lib/core/engine/surface";
import { orderTicket, type TicketDecision, type TicketRecord, type TicketSighting } from "@/lib/core/engine/tickets";
import fc from "../../support/fast-check";
import { sighting, T0 } from "./support";

/** What happens next, relative to the moment it happens at. */
type Deed =
  | { kind: "probe"; ok: boolean; skewMs: number; times: number }
  | { kind: "partner"; reading: Extract<Report, { kind: "partner" }>["reading"] }
  | { kind: "ticket"; words: Omit<TicketSighting, "fingerprint" | "updatedAt">; skewMs: number | null }
  | {
      kind: "manual";
      words: Omit<Extract<Report, { kind: "manual" }>, "kind" | "actor">;
      untilMs: number | null;
      forMs: number | null;
    }
  | { kind: "plan"; inMs: number; forMs: number; note: string | null }
  | { kind: "end"; nth: number | "all_running" }
  | { kind: "clock" };

export type Story = { hasProbe: boolean; deeds: readonly (readonly [laterMs: number, deed: Deed])[] };

/** One report on the surface, and all that was known when it came. A delivery may bring none. */
export type Scene = {
  now: number;
  deed: Deed;
  report: Report | null;
  sighting: TicketSighting | null;
  known: TicketRecord | null;
  before: Surface;
  outcome: Outcome;
};

const HERE = "here";
const steps = [0, 1, 1000, 10_000, 30_000, 60_000, 60_000, 60_000, 60_000, 90_000, 90_001, 150_000, 300_001, 3_600_000];
const laterMs = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...steps) },
  { weight: 1, arbitrary: fc.integer({ min: -5000, max: -1 }) },
);
const note = fc.constantFrom(null, "a", "b");
const lengths = fc.constantFrom(1000, 45_000, 60_000, 120_000, 600_000);

const probe = fc.record({
  kind: fc.constant("probe" as const),
  ok: fc.boolean(),
  skewMs: fc.constantFrom(0, 0, 0, 0, -30_000, -60_000, 1000, 200_000),
  times: fc.constantFrom(1, 1, 1, 3),
});
const partner = fc.record({
  kind: fc.constant("partner" as const),
  reading: fc.constantFrom(null, null, null, ...STATES.filter((state) => state !== "UNKNOWN")),
});
const fields = fc.record({
  surfaceId: fc.constantFrom(HERE, HERE, HERE, HERE, "elsewhere", null),
  severity: fc.constantFrom(...TICKET_SEVERITIES),
  note,
});
const ticket = fc.record({
  kind: fc.constant("ticket" as const),
  words: fc.record({
    key: fc.constantFrom("1", "2", "3"),
    ticketId: fc.constant(null),
    status: fc.constantFrom("open" as const, "open" as const, "open" as const, "closed" as const, "withdrawn" as const),
    fields: fc.oneof({ weight: 5, arbitrary: fields }, { weight: 1, arbitrary: fc.constant(null) }),
  }),
  skewMs: fc.constantFrom(null, 0, 0, 0, -1000, -120_000, 100_000),
});
const manual = fc
  .record({
    state: fc.oneof(fc.constant("OPERATIONAL" as const), fc.constantFrom(...STATES)),
    note: fc.option(note, { nil: undefined }),
    ticketFlag: fc.option(fc.boolean(), { nil: undefined }),
    ends: fc.constantFrom("never", "never", "expires", "until"),
    lengthMs: lengths,
  })
  .map(
    ({ ends, lengthMs, ...words }): Deed => ({
      kind: "manual",
      words: { ...words, expiresAt: null, maintenanceUntil: null },
      untilMs: ends === "until" && words.state === "MAINTENANCE" ? lengthMs : null,
      forMs: ends === "expires" && words.state !== "OPERATIONAL" ? lengthMs : null,
    }),
  );
const plan = fc.record({
  kind: fc.constant("plan" as const),
  inMs: fc.constantFrom(0, 0, -30_000, 1000, 45_000, 60_000, 300_000),
  forMs: lengths,
  note,
});
const end = fc.record({ kind: fc.constant("end" as const), nth: fc.constantFrom(0, 1, "all_running" as const) });
const clock = fc.constant({ kind: "clock" as const });

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 12, arbitrary: probe },
  { weight: 5, arbitrary: partner },
  { weight: 7, arbitrary: ticket },
  { weight: 3, arbitrary: manual },
  { weight: 2, arbitrary: plan },
  { weight: 1, arbitrary: end },
  { weight: 1, arbitrary: clock },
);
/** What a surface can hear: a probe's results only where it has one, a partner's readings only where it has none. */
const heardBy = (hasProbe: boolean) => (d: Deed) => d.kind !== (hasProbe ? "partner" : "probe");

const story: fc.Arbitrary<Story> = fc
  .record({
    hasProbe: fc.boolean(),
    deeds: fc.array(fc.tuple(laterMs, deed), { minLength: 1, maxLength: 45, size: "max" }),
  })
  .map(({ hasProbe, deeds }) => ({ hasProbe, deeds: deeds.filter(([, d]) => heardBy(hasProbe)(d)) }));

/** Anything goes: probe, partner and outside verdicts on one surface. */
export const wildStory: fc.Arbitrary<Story> = fc.record({
  hasProbe: fc.boolean(),
  deeds: fc.array(fc.tuple(laterMs, deed), { minLength: 1, maxLength: 45, size: "max" }),
});

export const newSurface = (hasProbe: boolean): Surface =>
  registerSurface({ id: HERE, hasProbe, partnerStaleMs: 300_000 }, T0);

/** Lives through a story on one surface, every input frozen. */
function live({ hasProbe, deeds }: Story): Scene[] {
  let now = T0;
  let surface = deepFreeze(newSurface(hasProbe));
  const tickets = new Map<string, TicketRecord>();
  return deeds.flatMap(([later, d], i): Scene[] => {
    now += later;
    const seen =
      d.kind === "ticket" ? sighting({ ...d.words, updatedAt: d.skewMs === null ? null : now + d.skewMs }) : null;
    const known = (seen && tickets.get(seen.key)) ?? null;
    const decision = seen && orderTicket(known, seen, now);
    if (seen && decision && decision.kind !== "ignore") tickets.set(seen.key, deepFreeze(decision.record));
    const report = decision ? ticketReport(decision, known) : toReport(d, now, { surface, name: `w${i}` });
    const before = surface;
    const outcome = report
      ? deepFreeze(decide(before, deepFreeze(report), now))
      : { surface, changes: [], incidents: [] };
    surface = outcome.surface;
    return [{ now, deed: d, report, sighting: seen, known, before, outcome }];
  });
}

/** What a delivery means to this one surface, as the use case translates it. */
function ticketReport(decision: TicketDecision, known: TicketRecord | null): Report | null {
  const letGo = (key: string): Report => ({ kind: "ticket", actor: "freescout", op: "let_go", key });
  if (decision.kind === "ignore" || decision.kind === "remember") return null;
  const { key, ticketId, severity, note, updatedAt, surfaceId } = decision.record;
  if (decision.kind === "let_go") return known?.surfaceId === HERE ? letGo(key) : null;
  if (surfaceId !== HERE) return decision.movedFrom === HERE ? letGo(key) : null;
  const held = { key, ticketId, severity, downgraded: false, note, updatedAt };
  return { kind: "ticket", actor: "freescout", op: "hold", ticket: held };
}

type Place = { surface: Surface; name: string };

function toReport(deed: Exclude<Deed, { kind: "ticket" }>, now: number, place: Place): Report;
function toReport(deed: Deed, now: number, place: Place): Report | null;
function toReport(d: Deed, now: number, { surface, name }: Place): Report | null {
  switch (d.kind) {
    case "probe": {
      const result = { at: now + d.skewMs, ok: d.ok, latencyMs: null, statusCode: null, error: null };
      return { kind: "probe", actor: "prober", result, times: d.times };
    }
    case "partner":
      return { kind: "partner", actor: "3p_poller", reading: d.reading };
    case "manual": {
      const expiresAt = d.forMs === null ? null : now + d.forMs;
      const maintenanceUntil = d.untilMs === null ? null : now + d.untilMs;
      return { kind: "manual", actor: "ops", ...d.words, expiresAt, maintenanceUntil };
    }
    case "plan": {
      const window = {
        id: name,
        beginsAt: now + d.inMs,
        endsAt: now + Math.max(d.inMs, 0) + d.forMs,
        note: d.note,
        running: false,
      };
      return { kind: "window", actor: "schedule", op: "add", window };
    }
    case "end": {
      const windowId = d.nth === "all_running" ? d.nth : (surface.windows[d.nth]?.id ?? "none");
      return { kind: "window", actor: "schedule", op: "end", windowId };
    }
    case "clock":
      return { kind: "clock" };
    case "ticket":
      return null;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

/** A probe's result that is newer than the newest known. */
export const isNews = ({ report, before }: Scene): boolean =>
  report?.kind === "probe" && report.result.at > (before.probe.lastAt ?? 0);

/** Checks a law on many stories: always the same ones, unless `SEED` and `RUNS` ask for others. */
export function always(
  law: (scenes: readonly Scene[], story: Story) => void,
  arbitrary = story,
  numRuns = Number(process.env.RUNS ?? 400),
): void {
  fc.assert(
    fc.property(arbitrary, (told) => {
      law(live(told), told);
    }),
    { numRuns },
  );
}
