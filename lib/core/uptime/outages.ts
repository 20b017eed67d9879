import type { Source } from "@/lib/core/engine/states";
import type { Transition } from "./days";

/** A transition with what decided the state, and whether readers saw that a ticket is open. */
export type LoggedTransition = Transition & { source: Source; isPending: boolean };

/** A time in which a surface was DOWN or PARTIAL, with the worst of both; `to` is null while it lasts. */
export type Outage = { state: "DOWN" | "PARTIAL"; from: number; to: number | null };

const isOut = ({ state }: Transition): boolean => state === "DOWN" || state === "PARTIAL";

/** Probes and partners measure; what a ticket, a window or an operator says has an incident of its own. */
const isMeasured = ({ source, isPending }: LoggedTransition): boolean =>
  (source === "prober" || source === "3p_poller") && !isPending;

/** The outages of a timeline that no ticket, window or override explains in any part, oldest first (contract §2.9). */
export function measuredOutages(timeline: readonly LoggedTransition[]): Outage[] {
  const outages: Outage[] = [];
  let begin = 0;
  for (let i = 0; i <= timeline.length; i++) {
    const next = timeline[i];
    if (next && isOut(next)) continue;
    const run = timeline.slice(begin, i);
    begin = i + 1;
    const [first] = run;
    if (!first || !run.every(isMeasured)) continue;
    const to = next?.at ?? null;
    const state = run.some((each) => each.state === "DOWN") ? "DOWN" : "PARTIAL";
    if (to !== first.at) outages.push({ state, from: first.at, to });
  }
  return outages;
}
