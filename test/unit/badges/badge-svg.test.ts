import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { STATES } from "@/lib/core/engine/states";
import { badgeSvg } from "@/lib/output/badge";

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" });

function read(svg: string) {
  expect(XMLValidator.validate(svg)).toBe(true);
  return parser.parse(svg, true).svg;
}

describe("a badge", () => {
  it.each([
    ["OPERATIONAL", "Raxx: Operational", "#0b6b3a"],
    ["DEGRADED", "Raxx: Degraded performance", "#7d5200"],
    ["PARTIAL", "Raxx: Partial outage", "#9a3f06"],
    ["DOWN", "Raxx: Service disruption", "#b01e1e"],
    ["MAINTENANCE", "Raxx: Scheduled maintenance", "#2b5590"],
    ["UNKNOWN", "Raxx: Status unknown", "#4d5663"],
  ] as const)("of %s is an image named “%s” in %s", (state, name, colour) => {
    const svg = badgeSvg({ label: "Raxx", state });
    expect(read(svg)).toMatchObject({ role: "img", "aria-label": name, title: name });
    expect(svg).toContain(`class="rx-state" fill="${colour}"`);
  });

  it("has a shape of its own for each state", () => {
    const shapes = STATES.map((state) => /<g transform.*?<\/g>/.exec(badgeSvg({ label: "x", state })));
    expect(new Set(shapes.map((shape) => shape?.[0].replace(/#[0-9a-f]{6}|translate\(\d+/g, ""))).size).toBe(6);
  });

  it("is light, and dark for readers who prefer that", () => {
    const svg = badgeSvg({ label: "Raxx", state: "DOWN" });
    expect(svg).toContain('class="rx-state" fill="#b01e1e"');
    expect(svg).toMatch(/@media \(prefers-color-scheme:dark\)\{.*\.rx-state\{fill:#ff9592\}/);
  });

  it.each(["", " ", "\u0007"])("without words in its label (%j) is labelled “Status”", (label) => {
    expect(read(badgeSvg({ label, state: "DOWN" })).title).toBe("Status: Service disruption");
  });

  it("fetches nothing and runs nothing", () => {
    const svg = badgeSvg({ label: "Raxx", state: "DOWN" });
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
      /https?:|url\(|@import|href|<script|<image/,
    );
  });

  it("is as wide as its words", () => {
    const width = (label: string) => Number(read(badgeSvg({ label, state: "DOWN" })).width);
    expect(width("iiii")).toBeLessThan(width("aaaa"));
    expect(width("aaaa")).toBeLessThan(width("WWWW"));
    expect(width("状態状態")).toBeGreaterThan(width("aaaa"));
    expect(width("e\u0301")).toBe(width("e"));
    expect(read(badgeSvg({ label: "Raxx", state: "DOWN" })).viewBox).toBe(`0 0 ${width("Raxx")} 20`);
  });
});

describe("a badge's label", () => {
  it.each([
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    [`" onload="x" '`, "&quot; onload=&quot;x&quot; &#39;"],
    ["Billing & Payments", "Billing &amp; Payments"],
    ["]]>&lt;", "]]&gt;&amp;lt;"],
    ["a\u0000b\ud800c\uffff", "abc"],
    ["two\nlines\u202e", "two lines"],
  ])("%j is written %j, in every place", (label, written) => {
    const svg = badgeSvg({ label, state: "OPERATIONAL" });
    read(svg);
    expect(svg).toContain(`aria-label="${written}: Operational"`);
    expect(svg).toContain(`<title>${written}: Operational</title>`);
    expect(svg).toContain(`>${written}</text>`);
  });
});
