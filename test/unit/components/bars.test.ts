import { describe, expect, it } from "vitest";
import { messagesFor } from "@/components/messages/messages-for";
import { stripPaths } from "@/components/uptime/bar-path";
import { liveBars } from "@/components/uptime/live-bars";
import { figuresText, percentText, rowFigure } from "@/components/uptime/percent";
import { DAY_MS } from "@/lib/core/engine/periods";
import type { State } from "@/lib/core/engine/states";
import { CONDITIONS, type Condition, type Day, emptyTally, findWorst } from "@/lib/core/uptime/days";
import { summarizeDays } from "@/lib/core/uptime/packed-days";
import { type Bar, parseStrip, toStrip, worstOfBar } from "@/lib/core/uptime/strip";
import { toFigures } from "@/lib/output/uptime";
import fc from "../../support/fast-check";

const HOUR = 3_600_000;
const dayOf = (ms: Partial<Record<Condition, number>>): Day => ({ midnight: 0, ms: { ...emptyTally(), ...ms } });
const drawn = (strip: string) =>
  stripPaths(parseStrip(strip)).map(({ condition, height, d }) => [condition, height, d]);

describe("a day's bar", () => {
  it.each<[string, Partial<Record<Condition, number>>, string]>([
    ["25 minutes of a day", { OPERATIONAL: DAY_MS - 25 * 60_000, DOWN: 25 * 60_000 }, "Od2"],
    ["a second of a day", { OPERATIONAL: DAY_MS - 1000, DOWN: 1000 }, "Od1"],
    ["a whole day", { DOWN: DAY_MS }, "D"],
    ["more of it than of anything else", { DOWN: 13 * HOUR, OPERATIONAL: 11 * HOUR }, "D"],
    ["the first minutes of today", { DOWN: 5 * 60_000 }, "-d1"],
    ["several at once", { OPERATIONAL: 20 * HOUR, PARTIAL: HOUR, DEGRADED: 2 * HOUR, UNKNOWN: HOUR }, "Op2g3u2"],
    ["maintenance amid a day", { OPERATIONAL: 20 * HOUR, MAINTENANCE: 4 * HOUR }, "O"],
    ["silence for most of a day", { UNKNOWN: 23 * HOUR, DOWN: HOUR }, "Ud2"],
    ["a registration at noon", { NO_DATA: DAY_MS / 2, OPERATIONAL: DAY_MS / 2 - 1, UNKNOWN: 1 }, "-u1"],
  ])("of %s", (_, ms, strip) => {
    expect(toStrip([dayOf(ms)])).toBe(strip);
  });

  it("says by its worst what the day's list says", () => {
    const lasted = fc.record(Object.fromEntries(CONDITIONS.map((each) => [each, fc.constantFrom(0, 1, HOUR)])));
    fc.assert(
      fc.property(lasted, (ms) => {
        const day = dayOf(ms);
        const [bar] = parseStrip(toStrip([day]));
        const worst = worstOfBar(bar as Bar);
        // Maintenance, and good times, are no part of a bar in another colour.
        if (worst !== "NO_DATA") expect(worst).toBe(findWorst(day));
        else expect(["NO_DATA", "MAINTENANCE", "OPERATIONAL"]).toContain(findWorst(day));
      }),
    );
  });
});

describe("a strip's paths", () => {
  it("are a line for each run of days, moved on from where the last one ended", () => {
    expect(drawn("DDOODOD")).toEqual([
      ["DOWN", null, "M0 9h2m2 0h1m1 0h1"],
      ["OPERATIONAL", null, "M2 9h2m1 0h1"],
    ]);
  });

  it("paint a part over the better ones that it stands in, and leave something of the day's own colour", () => {
    expect(drawn("Op2g3O")).toEqual([
      ["OPERATIONAL", null, "M0 9h2"],
      ["DEGRADED", 5, "M0 9h1"],
      ["PARTIAL", 2, "M0 9h1"],
    ]);
    expect(drawn("Od9g9").map(([, height]) => height)).toEqual([null, 8, 8]);
  });
});

const NOON = 20_000 * DAY_MS + DAY_MS / 2;

describe("bars in a page that stays open", () => {
  const live = (strip: string, state: State, now: number) => liveBars(strip, NOON, state, now);

  it.each<[string, State, string]>([
    ["--O", "DOWN", "--Od1"],
    ["--Og3", "DOWN", "--Od1g3"],
    ["--Od2", "OPERATIONAL", "--Od2"],
    ["--U", "OPERATIONAL", "--U"],
    ["--O", "UNKNOWN", "--Ou1"],
    ["--O", "MAINTENANCE", "--O"],
    ["---", "MAINTENANCE", "--M"],
  ])("%s become, while %s, %s", (strip, state, shown) => {
    expect(live(strip, state, NOON + 60_000)).toEqual(parseStrip(shown));
  });

  it("move on at midnight UTC, and leave out what the page was not told", () => {
    expect(live("GOd2O", "OPERATIONAL", NOON + DAY_MS)).toEqual(parseStrip("Od2OO"));
    expect(live("GOO", "OPERATIONAL", NOON + 2 * DAY_MS)).toEqual(parseStrip("O-O"));
    expect(live("GOO", "OPERATIONAL", NOON + 200 * DAY_MS)).toEqual(parseStrip("--O"));
    expect(live("GOO", "OPERATIONAL", NOON - DAY_MS)).toEqual(parseStrip("GOO"));
  });
});

describe("how long uptime was counted", () => {
  const en = messagesFor("en");
  const days = (known: number): Day[] =>
    Array.from({ length: 90 }, (_, i) => dayOf(i < 90 - known ? { NO_DATA: DAY_MS } : { OPERATIONAL: DAY_MS }));
  const words = (list: readonly Day[]) => {
    const figures = toFigures(summarizeDays(list));
    return [rowFigure(en, figures), figuresText(en, figures)];
  };

  it("is said where it is not all days, and before a day of data there is no figure", () => {
    expect(words(days(90))).toEqual(["100%", "Uptime: 100% over 30 days, 100% over 90 days"]);
    expect(words(days(40))).toEqual(["100% over 40 days", "Uptime: 100% over 30 days, 100% over 40 days"]);
    expect(words(days(12))).toEqual(["100% over 12 days", "Uptime: 100% over 12 days"]);
    expect(words([...days(0).slice(1), dayOf({ OPERATIONAL: DAY_MS - 1 })])).toEqual([null, null]);
  });
});

describe("uptime in words", () => {
  const en = messagesFor("en");
  it.each([
    [null, "No data"],
    [100, "100%"],
    [99.99, "99.99%"],
    [99.9, "99.90%"],
    [0, "0.00%"],
  ])("%s reads %s", (percent, text) => {
    expect(percentText(en, percent)).toBe(text);
  });

  it("is never rounded up", () => {
    for (let hundredths = 0; hundredths < 10_000; hundredths++)
      expect(percentText(en, hundredths / 100)).toBe(`${(hundredths / 100).toFixed(2)}%`);
  });

  it("is written as the language writes numbers", () => {
    expect(percentText(messagesFor("de"), 99.95)).toBe("99,95\u00a0%");
  });
});
