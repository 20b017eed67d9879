import { describe, expect, it } from "vitest";
import { messagesFor } from "@/components/messages/messages-for";
import { stripPath } from "@/components/uptime/bar-path";
import { liveBars } from "@/components/uptime/live-bars";
import { percentText } from "@/components/uptime/percent";
import { DAY_MS } from "@/lib/core/engine/periods";
import { STATES, type State } from "@/lib/core/engine/states";
import { CONDITIONS, type Day, emptyTally, LETTERS } from "@/lib/core/uptime/days";
import { toBars } from "@/lib/core/uptime/packed-days";
import fc from "../../support/fast-check";

/** The days that a strip's paths draw, as bars: what each path covers gets its letter. */
function drawn(bars: string): string {
  const days = Array.from({ length: bars.length }, () => "");
  for (const letter of new Set(bars)) {
    let pen = 0;
    for (const [, moved, ran] of stripPath(bars, letter).matchAll(/[Mm](\d+) \d+h(\d+)/g)) {
      const from = pen + Number(moved);
      pen = from + Number(ran);
      for (let i = from; i < pen; i++) days[i] += letter;
    }
  }
  return days.join("");
}

describe("a strip's paths", () => {
  it("are a line for each run of days, moved on from where the last one ended", () => {
    expect(stripPath("DDOODOD", "D")).toBe("M0 16h2m2 0h1m1 0h1");
    expect(stripPath("OMMO", "M")).toBe("M1 10h2");
    expect(stripPath("OO--", "-")).toBe("M2 16h2");
    expect(stripPath("OOOO", "D")).toBe("");
  });

  it("draw each day once, whatever it is", () => {
    const letters = fc.array(fc.constantFrom(...Object.values(LETTERS)), { minLength: 1, maxLength: 90 });
    fc.assert(fc.property(letters, (days) => drawn(days.join("")) === days.join("")));
  });
});

const NOON = 20_000 * DAY_MS + DAY_MS / 2;

describe("bars in a page that stays open", () => {
  it.each<[string, State, string]>([
    ["--O", "DOWN", "--D"],
    ["--D", "OPERATIONAL", "--D"],
    ["--U", "OPERATIONAL", "--U"],
    ["--O", "UNKNOWN", "--U"],
    ["--O", "MAINTENANCE", "--O"],
    ["---", "MAINTENANCE", "--M"],
  ])("%s become, while %s, %s", (bars, state, shown) => {
    expect(liveBars(bars, NOON, state, NOON + 60_000)).toBe(shown);
  });

  it("move on at midnight UTC, and leave out what the page was not told", () => {
    expect(liveBars("GOO", NOON, "OPERATIONAL", NOON + DAY_MS)).toBe("OOO");
    expect(liveBars("GOO", NOON, "OPERATIONAL", NOON + 2 * DAY_MS)).toBe("O-O");
    expect(liveBars("GOO", NOON, "OPERATIONAL", NOON + 200 * DAY_MS)).toBe("--O");
    expect(liveBars("GOO", NOON, "OPERATIONAL", NOON - DAY_MS)).toBe("GOO");
  });

  it("say of today what the server would say of a day in which both occurred", () => {
    const dayOf = (...states: (State | "NO_DATA")[]): Day => ({
      midnight: 0,
      ms: { ...emptyTally(), ...Object.fromEntries(states.map((state) => [state, 1])) },
    });
    for (const before of CONDITIONS)
      for (const now of STATES) expect(liveBars(LETTERS[before], NOON, now, NOON)).toBe(toBars([dayOf(before, now)]));
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
