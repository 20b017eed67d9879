import { describe, expect, it } from "vitest";
import { reviewNote } from "@/lib/core/note-policy/note";
import { OVERALL_STATUS } from "@/lib/output/statuspage/components";
import { contrast } from "./contrast";
import { type FakeElement, source, summaryOf, visit } from "./embed-world";

const major = summaryOf("major", "Partial System Outage");
const well = summaryOf("none", "All Systems Operational");
const words = (bar: FakeElement | undefined) => bar?.children.map((child) => child.textContent);
const dismiss = (bar: FakeElement | undefined) => bar?.children.find((child) => child.tag === "button")?.onclick?.();

describe("the script", () => {
  it("is smaller than 3 KB and names no inline style or markup", () => {
    expect(Buffer.byteLength(source)).toBeLessThan(3000);
    expect(source).not.toMatch(/innerHTML|setAttribute\("style|document\.write|eval\(/);
  });

  it("says nothing that looks ahead", () => {
    const said = [...source.matchAll(/"([A-Z][a-z ]+)"/g)].map((found) => found[1] ?? "");
    expect(said).toEqual(["Status page", "Dismiss"]);
    expect(said.flatMap((text) => reviewNote(text))).toEqual([]);
  });
});

describe("the bar", () => {
  it.each(Object.values(OVERALL_STATUS))(
    "while the page says “$description” shows unless all is well",
    async (status) => {
      const { bar } = await visit({ answer: () => summaryOf(status.indicator, status.description) });
      expect(words(bar())?.[0]).toBe(status.indicator === "none" ? undefined : `Raxx: ${status.description}`);
    },
  );

  it("names itself a status, links to the page and can be dismissed", async () => {
    const { bar } = await visit({ answer: () => major });
    expect(bar()?.attributes).toEqual({ role: "status" });
    expect(words(bar())).toEqual(["Raxx: Partial System Outage", "Status page", "×"]);
    expect(bar()?.children[1]?.href).toBe("https://status.raxx.app");
    expect(bar()?.children[2]).toMatchObject({ type: "button", attributes: { "aria-label": "Dismiss" } });
  });

  it("asks the place that the script came from, without cookies", async () => {
    const { asked } = await visit({ answer: () => major, src: "http://localhost:8787/embed.js?v=1" });
    expect(asked).toEqual([["http://localhost:8787/api/v2/status.json", { credentials: "omit" }]]);
  });

  it.each([
    [undefined, "top:0", 0],
    ["top", "top:0", 0],
    ["sideways", "top:0", 0],
    ["bottom", "bottom:0", 1],
  ])("with data-position %j lies over the page at %s and moves nothing", async (position, css, place) => {
    const { bar, body } = await visit({ answer: () => major, position });
    expect(bar()?.style.cssText).toContain(`position:fixed;${css};`);
    expect(body.children.indexOf(bar() as FakeElement)).toBe(place);
  });

  it("waits until the page has loaded", async () => {
    const { asked, bar, loaded, settle } = await visit({ answer: () => major, readyState: "loading" });
    expect(asked).toEqual([]);
    loaded[0]?.();
    await settle();
    expect(bar()).toBeDefined();
  });
});

describe("as things change", () => {
  it("the bar comes, changes and goes", async () => {
    let now = well;
    const { bar, poll } = await visit({ answer: () => now });
    expect(bar()).toBeUndefined();
    now = major;
    await poll();
    const first = bar();
    now = summaryOf("critical", "Major Service Outage");
    await poll();
    expect(bar()).toBe(first);
    expect(words(bar())).toEqual(["Raxx: Major Service Outage", "Status page", "×"]);
    now = well;
    await poll();
    expect(bar()).toBeUndefined();
  });

  it("a hidden page asks for nothing", async () => {
    const { asked, document, poll } = await visit({ answer: () => major });
    document.hidden = true;
    await poll();
    expect(asked).toHaveLength(1);
  });

  it("what was dismissed stays so for the session, what is new shows", async () => {
    const storage = new Map<string, string>();
    let now = major;
    const first = await visit({ answer: () => now, storage });
    dismiss(first.bar());
    await first.poll();
    expect(first.bar()).toBeUndefined();
    const second = await visit({ answer: () => now, storage });
    expect(second.bar()).toBeUndefined();
    now = summaryOf("critical", "Major Service Outage");
    await second.poll();
    expect(second.bar()).toBeDefined();
  });

  it("without storage a dismissal holds until the page is left", async () => {
    const { bar, poll } = await visit({ answer: () => major, storage: "denied" });
    expect(bar()).toBeDefined();
    dismiss(bar());
    await poll();
    expect(bar()).toBeUndefined();
  });

  it("the bar follows the reader's colour scheme, readable in both", async () => {
    const { bar, scheme } = await visit({ answer: () => major, dark: true });
    expect(bar()?.style).toMatchObject({ color: "#eceef1", background: "#16191d" });
    scheme.matches = false;
    scheme.onchange?.();
    expect(bar()?.style).toMatchObject({ color: "#17191c", background: "#fff" });
    for (const [ink, ground] of [
      ["#eceef1", "#16191d"],
      ["#17191c", "#ffffff"],
    ] as const) {
      expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
      for (const edge of source.match(/#[0-9a-f]{6}(?=")/g)?.slice(0, 4) ?? []) {
        expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

describe("on failure nothing shows and nothing is thrown", () => {
  const failing = (): never => {
    throw new TypeError("Failed to fetch");
  };

  it.each([
    ["the request fails", failing],
    ["a problem answers", () => ({ type: "about:blank", status: 503, code: "unavailable" })],
    ["null answers", () => null],
    ["a word that we don't know answers", () => summaryOf("postmortem", "?")],
  ])("when %s", async (_, answer) => {
    const { body, content } = await visit({ answer });
    expect(body.children).toEqual([content]);
  });

  it("when what was wrong can't be asked about any more", async () => {
    let answer: () => unknown = () => major;
    const { bar, poll } = await visit({ answer: () => answer() });
    answer = failing;
    await poll();
    expect(bar()).toBeUndefined();
  });
});
