import { DAY_MS } from "@/lib/core/engine/periods";
import { STATES, type State } from "@/lib/core/engine/states";
import { CONDITIONS, type Condition, type Day, startOfDay, type Transition, toDate } from "@/lib/core/uptime/days";
import fc from "../../support/fast-check";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** `04 09:30` is half past nine on 4 October 2026, UTC. */
export const t = (text: string): number => Date.parse(`2026-10-${text.replace(" ", "T")}Z`);

/** `04 09:30 DOWN` is a surface that is DOWN from then on. */
export function transition(text: string): Transition {
  const [day, time, state] = text.split(" ");
  return { at: t(`${day} ${time}`), state: state as State };
}
export const log = (...texts: string[]): Transition[] => texts.map(transition);

/** A day with these milliseconds, and none of what is not named. */
export const day = (ms: Partial<Record<Condition, number>>): Day => ({
  midnight: t("04 00:00"),
  ms: Object.fromEntries(CONDITIONS.map((c) => [c, ms[c] ?? 0])) as Day["ms"],
});

/** `2026-10-04 OPERATIONAL 1439, DOWN 1`: minutes of what lasted at all. */
export const told = ({ midnight, ms }: Day): string =>
  `${toDate(midnight)} ${CONDITIONS.filter((c) => ms[c] > 0)
    .map((c) => `${c} ${ms[c] / MINUTE}`)
    .join(", ")}`;

/** What the queries give of a log: the state in force at a midnight, told as of that midnight, and all that follows. */
export function transitionsFrom(whole: readonly Transition[], midnight: number): Transition[] {
  const led = whole.findLastIndex(({ at }) => at <= midnight);
  return whole.slice(Math.max(0, led)).map(({ at, state }) => ({ at: Math.max(at, midnight), state }));
}

const gaps = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 90_000 }),
  fc.integer({ min: 1, max: 3 * DAY_MS }),
  fc.constant("midnight" as const),
);

/** A log as the engine writes it: nothing takes effect before what it follows; some of it at midnight, or in no time at all. */
export const logs: fc.Arbitrary<Transition[]> = fc
  .tuple(fc.integer({ min: 0, max: DAY_MS }), fc.array(fc.tuple(gaps, fc.constantFrom(...STATES)), { maxLength: 40 }))
  .map(([offset, steps]) => {
    let at = t("01 00:00") + offset;
    const rest = steps.map(([gap, state]) => {
      at = gap === "midnight" ? startOfDay(at) + DAY_MS : at + gap;
      return { at, state };
    });
    return [{ at: t("01 00:00") + offset, state: "UNKNOWN" as const }, ...rest];
  });
