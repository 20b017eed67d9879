import { afterEach, describe, expect, test, vi } from "vitest";
import { FEED_PATHS } from "@/lib/output/feeds/channel";
import { FEEDS } from "@/lib/output/feeds/feeds";
import type { PublicHistory } from "@/lib/output/incidents";
import fc from "../../support/fast-check";
import { readCalendar, readHtml, readXml } from "./parse";
import { history, incident, story, window, word } from "./story";

const NASTY = ["]]>", "<![CDATA[", "&amp;", "&", "<script>alert(1)</script>", '"', "'", "\\n", "\\", ";", ",", "<!--"];
const SCRIPTS = ["ログイン", "تعذر تسجيل الدخول", "🛠️", "👩‍💻", "Ünïcode", " – ", "END:VCALENDAR", "x".repeat(90)];
const visible = fc.string({ unit: "grapheme" });
const piece = fc.oneof(fc.constantFrom(...NASTY, ...SCRIPTS), visible);
/** Any text that the note policy lets through: one line of visible characters. */
const texts = fc
  .array(piece, { minLength: 1, maxLength: 12 })
  .map((pieces) => `a${pieces.join("")}z`)
  .filter((text) => !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text.replaceAll("\u200d", "")));
/** Anything at all: controls, noncharacters, lone halves of pairs. */
const rubbish = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes)),
);

const telling = (name: string, note: string): PublicHistory =>
  history({
    incidents: [incident({ title: name, surface: ["api", name], words: [word({ note })] })],
    windows: [window({ surfaceNames: [name], note })],
  });

const render = (path: (typeof FEED_PATHS)[number], told: PublicHistory) => FEEDS[path].render(told);
const noteOf = (html: string) => readHtml(html).map(({ text }) => text.slice(text.indexOf(" – ") + 3));

describe("any note and any name come back as they were", () => {
  test("from Atom", () => {
    fc.assert(
      fc.property(texts, texts, (name, note) => {
        const [entry] = readXml(render("history.atom", telling(name, note))).feed.entry;
        expect(readHtml(entry.title["#text"])).toEqual([{ text: name, tags: [] }]);
        expect(noteOf(entry.content["#text"])).toEqual([note]);
      }),
    );
  });

  test("from RSS", () => {
    fc.assert(
      fc.property(texts, texts, (name, note) => {
        const [item] = readXml(render("history.rss", telling(name, note))).rss.channel.item;
        expect(item.title).toBe(name);
        expect(item.category).toBe(name);
        expect(noteOf(item.description)).toEqual([note]);
      }),
    );
  });

  test("from JSON Feed", () => {
    fc.assert(
      fc.property(texts, texts, (name, note) => {
        const [item] = JSON.parse(render("feed.json", telling(name, note))).items;
        expect(item.title).toBe(name);
        expect(noteOf(item.content_html)).toEqual([note]);
      }),
    );
  });

  test("from iCalendar", () => {
    fc.assert(
      fc.property(texts, texts, (name, note) => {
        const [event] = readCalendar(render("maintenance.ics", telling(name, note))).events;
        expect(event?.summary).toBe(`Scheduled maintenance: ${name}`);
        expect(event?.description).toBe(note);
      }),
    );
  });
});

test("no rubbish breaks a format or adds to its structure", () => {
  fc.assert(
    fc.property(rubbish, rubbish, (name, note) => {
      const told = telling(name, note);
      const [entry] = readXml(render("history.atom", told)).feed.entry;
      expect(readHtml(entry.content["#text"]).map(({ tags }) => tags)).toEqual([
        ["p", "small", "br", "strong", "span"],
      ]);
      expect(readXml(render("history.rss", told)).rss.channel.item).toHaveLength(2);
      expect(JSON.parse(render("feed.json", told)).items).toHaveLength(2);
      const calendar = render("maintenance.ics", told);
      expect(readCalendar(calendar).events).toHaveLength(1);
      for (const line of calendar.split("\r\n")) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(line).not.toMatch(/(?!\t)\p{Cc}|\p{Cs}/u);
      }
    }),
    { numRuns: 300 },
  );
});

describe.each(FEED_PATHS)("%s", (path) => {
  afterEach(() => vi.useRealTimers());

  test("is the same bytes whenever it is asked, for now is no part of it", () => {
    const told = { ...story, windows: [window()] };
    const first = render(path, told);
    vi.useFakeTimers({ now: Date.parse("2031-05-05T05:05:05Z") });
    expect(render(path, { ...told, now: Date.now() })).toBe(first);
  });

  test("leaves its input alone", () => {
    const told = { ...story, windows: [window()] };
    const before = structuredClone(told);
    render(path, told);
    expect(told).toEqual(before);
  });

  test("holds two thousand incidents and windows", () => {
    const told = history({
      incidents: Array.from({ length: 2000 }, (_, n) => incident({ id: `inc_${String(n).padStart(5, "0")}` })),
      windows: Array.from({ length: 2000 }, (_, n) => window({ id: `mw_${n}` })),
    });
    expect(render(path, told)).toContain("status.raxx.app");
  });
});
