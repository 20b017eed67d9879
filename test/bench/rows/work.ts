import { DAY_MS } from "@/lib/core/engine/periods";
import { foldText } from "@/lib/core/note-policy/fold";
import { COPY_RULES, type NoteRule, notePolicy } from "@/lib/core/note-policy/note-policy";
import { lastDays, sumDays, type Transition, uptimePercent } from "@/lib/core/uptime/days";
import { closeDays, recentDays } from "@/lib/core/uptime/packed-days";
import { FORMATS } from "@/lib/integrations/partners/formats";
import { HOSTILE_UNITS, repeated } from "../../unit/policy/hostile-units";
import { cpuMillis } from "../cpu-time";
import type { Row } from "./row";

/** The longest body that anybody may send. */
const SIZE = 64 * 1024;
const PLAIN = "Orders are delayed for some users since 14:05 UTC. ";
/** A text this fast is never too slow, however fast plain text is read. */
const FLOOR_MS = 200;
const TIMES_PLAIN = 20;

const NOW = Date.UTC(2026, 9, 20, 12);
const SURFACES = 23;

/** What pure code costs on the largest input that it can meet. */
export const measureWork = (): Row[] => [...COPY_RULES.map(ruleRow), markupRow(), ...dayRows()];

function ruleRow(rule: NoteRule): Row {
  const millis = (unit: string) => {
    const { folded } = foldText(repeated(unit, SIZE));
    return cpuMillis(() => notePolicy()[rule](folded));
  };
  const plain = millis(PLAIN);
  const found = HOSTILE_UNITS.map((unit) => ({ unit, ms: millis(unit) }));
  const worst = found.reduce((a, b) => (b.ms > a.ms ? b : a));
  return {
    what: `64 KB against ${rule}`,
    found: `${worst.ms.toFixed(1)} ms of ${JSON.stringify(worst.unit)}; plain text ${plain.toFixed(1)} ms`,
    target: `< ${TIMES_PLAIN} x plain text, or ${FLOOR_MS} ms`,
    isMet: worst.ms < Math.max(FLOOR_MS, plain * TIMES_PLAIN),
    isBudget: true,
  };
}

function markupRow(): Row {
  const feed = { kind: "rss", url: "https://status.partner.example/history.atom" } as const;
  const [source] = FORMATS.rss(feed);
  const read = (part: string) => {
    const html = part.repeat(900_000 / part.length).replaceAll("<", "&lt;");
    const entry = `<entry><title>Trouble</title><updated>${new Date(NOW).toISOString()}</updated><content type="html">${html}</content></entry>`;
    source?.read([`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entry}</feed>`], feed, NOW);
  };
  const parts = ["<", "<b>", "<b> ", "resolved ", " ", "status ", "((", "</b>"];
  return millisRow(
    "eight partners' feeds of a megabyte of markup",
    cpuMillis(() => parts.forEach(read)),
    10_000,
  );
}

/** 731 days, the last one half over, each with these states one after the other. */
const history = (states: readonly Transition["state"][]): Transition[] =>
  Array.from({ length: 731 }, (_, i) => NOW - DAY_MS / 2 - (730 - i) * DAY_MS).flatMap((midnight) =>
    states.map((state, n) => ({ at: midnight + Math.floor((n * DAY_MS) / states.length), state })),
  );

function dayRows(): Row[] {
  const timeline = history(["OPERATIONAL", "DOWN", "UNKNOWN", "OPERATIONAL"]);
  const surface = { packed: closeDays(null, timeline, NOW), timeline: timeline.slice(-4) };
  const view = () => {
    for (let i = 0; i < SURFACES; i++) {
      const days = recentDays(surface, lastDays(90, NOW));
      uptimePercent(sumDays(days.slice(-30)));
      uptimePercent(sumDays(days));
    }
  };
  view();
  const fastest = Math.min(...Array.from({ length: 5 }, () => cpuMillis(view)));
  const changes = history(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? "OPERATIONAL" : "DOWN")));
  const night = cpuMillis(() => closeDays(null, changes, NOW));
  return [
    millisRow("90 days of 23 surfaces, each of 730 disturbed days", fastest, 50),
    millisRow("a first night that closes 730 days of 100 changes each", night, 1000),
  ];
}

const millisRow = (what: string, ms: number, most: number): Row => ({
  ...{ what, found: `${ms.toFixed(1)} ms`, target: `< ${most} ms`, isMet: ms < most },
});
