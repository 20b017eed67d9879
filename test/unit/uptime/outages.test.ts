import { expect, test } from "vitest";
import { APART_MS, isMeasured, measuredOutages, type Span, type Stretch } from "@/lib/core/uptime/outages";
import fc from "../../support/fast-check";
import { MINUTE, t } from "./support";

/** `04 09:30`, or null while it lasts. */
const span = (from: string, to: string | null): Span => ({ from: t(from), to: to === null ? null : t(to) });

/** `09:30 11:00 DOWN` of the 4th; an end of `-` is none. */
function stretch(text: string): Stretch {
  const [from = "", to = "", state] = text.split(" ");
  const times = span(`04 ${from}`, to === "-" ? null : `04 ${to}`);
  return { ...times, state: state as Stretch["state"], source: "prober", changedAt: times.to ?? times.from };
}
const clock = (at: number | null) => (at === null ? "-" : new Date(at).toISOString().slice(11, 16));

/** What is told of these stretches beside incidents such as `10:00 11:00`. */
const told = (stretches: readonly string[], incidents: readonly string[] = []) =>
  measuredOutages(
    stretches.map(stretch),
    incidents.map((text) => stretch(`${text} DOWN`)),
  ).map(({ from, to, state }) => `${clock(from)} ${clock(to)} ${state}`);

test.each<[string, string[], string[], string[]]>([
  [
    "an outage, and one that lasts",
    ["09:30 11:00 DOWN", "12:00 - PARTIAL"],
    [],
    ["09:30 11:00 DOWN", "12:00 - PARTIAL"],
  ],
  ["a run of both states as its worst", ["09:30 10:00 PARTIAL", "10:00 11:00 DOWN"], [], ["09:30 11:00 DOWN"]],
  ["as one what is less than 5 minutes apart", ["09:30 09:40 DOWN", "09:44 09:50 DOWN"], [], ["09:30 09:50 DOWN"]],
  ["as two what is 5 minutes apart", ["09:30 09:40 DOWN", "09:45 - DOWN"], [], ["09:30 09:40 DOWN", "09:45 - DOWN"]],
  ["nothing that an incident covers", ["09:30 11:00 DOWN"], ["09:00 12:00"], []],
  ["nothing that an open incident covers", ["09:30 - DOWN"], ["09:30 -"], []],
  ["what began over 5 minutes before its incident", ["09:30 11:00 DOWN"], ["09:40 11:00"], ["09:30 09:40 DOWN"]],
  ["nothing of the 5 minutes until somebody reported it", ["09:30 11:00 DOWN"], ["09:35 11:00"], []],
  ["what outlasts an incident by more than 5 minutes", ["09:30 11:00 DOWN"], ["09:00 10:54"], ["10:54 11:00 DOWN"]],
  ["nothing short beside an incident that begins after it", ["09:30 09:32 DOWN"], ["09:34 10:00"], []],
  ["what ended before an incident began", ["09:30 09:40 DOWN"], ["09:42 10:00"], ["09:30 09:40 DOWN"]],
  [
    "as two what an incident lies between",
    ["09:30 09:50 DOWN", "09:54 10:30 DOWN"],
    ["09:51 09:53"],
    ["09:30 09:50 DOWN", "09:54 10:30 DOWN"],
  ],
  ["nothing that lasted for no time", ["09:30 09:30 DOWN"], [], []],
])("tells %s", (_, stretches, incidents, expected) => {
  expect(told(stretches, incidents)).toEqual(expected);
});

test("an outage has the source that found it first, and the newest change", () => {
  const [first, second] = [stretch("09:30 10:00 PARTIAL"), stretch("10:00 11:00 DOWN")];
  const outages = measuredOutages(
    [
      { ...first, source: "3p_poller" },
      { ...second, changedAt: 1 },
    ],
    [],
  );
  expect(outages).toEqual([{ ...second, ...{ from: first.from, source: "3p_poller", changedAt: first.changedAt } }]);
});

test.each([
  ["DOWN", "prober", false, true],
  ["PARTIAL", "3p_poller", false, true],
  ["DOWN", "prober", true, false],
  ["DOWN", "freescout", false, false],
  ["DOWN", "manual", false, false],
  ["DEGRADED", "prober", false, false],
  ["UNKNOWN", "prober", false, false],
  ["MAINTENANCE", "3p_poller", false, false],
] as const)("%s by %s, a ticket open: %s, is measured: %s", (state, source, isPending, expected) => {
  expect(isMeasured({ state, source, isPending })).toBe(expected);
});

/** Spans of whole minutes within some hours, in order and apart where they are to be; the last may have no end. */
const spans = (isApart: boolean) =>
  fc
    .array(fc.tuple(fc.integer({ min: isApart ? 1 : -20, max: 12 }), fc.integer({ min: 1, max: 25 })), { maxLength: 8 })
    .chain((gaps) => fc.boolean().map((isOpen) => ({ gaps, isOpen })))
    .map(({ gaps, isOpen }) => {
      let at = t("04 09:00");
      return gaps.map(([gap, length], i): Span => {
        const from = at + gap * MINUTE;
        at = from + length * MINUTE;
        return { from, to: isOpen && i === gaps.length - 1 ? null : at };
      });
    });

const holds = (list: readonly Span[], at: number) =>
  list.some(({ from, to }) => from <= at && at < (to ?? Number.POSITIVE_INFINITY));

test("what is told is what was measured and no incident covers, each moment once", () => {
  fc.assert(
    fc.property(spans(true), spans(false), (measured, incidents) => {
      const outages = measuredOutages(
        measured.map((each) => ({ ...each, state: "DOWN", source: "prober", changedAt: each.from })),
        incidents,
      );
      const near = incidents.map(({ from, to }) => ({ from: from - APART_MS, to: to === null ? null : to + APART_MS }));
      for (let at = t("04 08:00"); at < t("04 16:00"); at += MINUTE) {
        const isTold = holds(outages, at);
        const isLeft = holds(measured, at) && !holds(incidents, at);
        const count = outages.filter((each) => holds([each], at)).length;
        expect(count).toBeLessThanOrEqual(1);
        if (holds(incidents, at)) expect(isTold).toBe(false);
        // Untold is only what lies beside an incident; told beyond it are only gaps.
        if (isLeft && !isTold) expect(holds(near, at)).toBe(true);
        if (isTold && !isLeft) expect(isGap(measured, at)).toBe(true);
      }
      for (const [i, next] of outages.slice(1).entries()) {
        const end = outages[i]?.to ?? Number.POSITIVE_INFINITY;
        const isApart = next.from - end >= APART_MS;
        expect(isApart || incidents.some(({ from, to }) => from < next.from && (to ?? Infinity) > end)).toBe(true);
      }
    }),
  );
});

/** Whether two measured times less than 5 minutes apart lie around this moment. */
const isGap = (measured: readonly Span[], at: number): boolean => {
  const before = Math.max(...measured.flatMap(({ to }) => (to !== null && to <= at ? [to] : [])));
  const after = Math.min(...measured.flatMap(({ from }) => (from > at ? [from] : [])));
  return after - before < APART_MS;
};
