import type { Source, State } from "@/lib/core/engine/states";

/** Two measured times less than this apart are one outage; one that lies within it of an incident is the incident's (contract §2.11). */
export const APART_MS = 300_000;

/** From `from` up to but not including `to`, in epoch milliseconds; `to` is null while it lasts. */
export type Span = { from: number; to: number | null };

/** The states and sources of a measured outage; DOWN is the worse state. */
export const OUT_STATES = ["DOWN", "PARTIAL"] as const;
export const MEASURING_SOURCES = ["prober", "3p_poller"] as const;

/** A time in which a surface was out by what probes or a partner found, with no ticket open; `changedAt` is when readers could last see a change of it. */
export type Stretch = Span & {
  state: (typeof OUT_STATES)[number];
  source: (typeof MEASURING_SOURCES)[number];
  changedAt: number;
};

/** What is published as one: the worst state, and what found it first. */
export type Outage = Stretch;

/** What was shown of a surface, as one row of the log has it. */
type Shown = { state: State; source: Source; isPending: boolean };

/** Probes and partners measure; what a ticket, a window or an operator says has an incident of its own. */
export const isMeasured = <T extends Shown>(shown: T): shown is T & Pick<Stretch, "state" | "source"> =>
  OUT_STATES.some((state) => state === shown.state) &&
  MEASURING_SOURCES.some((source) => source === shown.source) &&
  !shown.isPending;

/**
 * The outages to publish of a surface's stretches, which are in order and apart, beside the spans of its incidents: each moment at most once,
 * and none that an incident covers (contract §2.11).
 */
export function measuredOutages(stretches: readonly Stretch[], incidents: readonly Span[]): Outage[] {
  const outages: Outage[] = [];
  for (const piece of stretches.flatMap((stretch) => subtract(stretch, incidents))) {
    const last = outages.at(-1);
    const gap = last && { from: endOf(last), to: piece.from };
    if (last && gap && gap.to - gap.from < APART_MS && !incidents.some((each) => overlaps(each, gap)))
      outages[outages.length - 1] = join(last, piece);
    else outages.push(piece);
  }
  const near = incidents.map(({ from, to }) => ({ from: from - APART_MS, to: to === null ? null : to + APART_MS }));
  return outages.filter((outage) => subtract(outage, near).length > 0);
}

const endOf = ({ to }: Span): number => to ?? Number.POSITIVE_INFINITY;

const toNullable = (end: number): number | null => (Number.isFinite(end) ? end : null);

const overlaps = (a: Span, b: Span): boolean => a.from < endOf(b) && b.from < endOf(a);

const join = (a: Outage, b: Outage): Outage => ({
  ...a,
  state: a.state === "DOWN" ? a.state : b.state,
  to: b.to,
  changedAt: Math.max(a.changedAt, b.changedAt),
});

/** The parts of a span that none of the others covers, in order; a span of no time has none. */
function subtract<T extends Span>(span: T, others: readonly Span[]): T[] {
  const parts: T[] = [];
  let from = span.from;
  const ordered = others.filter((other) => overlaps(other, span)).sort((a, b) => a.from - b.from);
  for (const other of ordered) {
    if (other.from > from) parts.push({ ...span, from, to: other.from });
    from = Math.max(from, endOf(other));
  }
  return from < endOf(span) ? [...parts, { ...span, from, to: toNullable(endOf(span)) }] : parts;
}
