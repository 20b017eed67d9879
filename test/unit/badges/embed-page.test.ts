import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { STATES } from "@/lib/core/engine/states";
import { reviewNote } from "@/lib/core/note-policy/note";
import { EMBED_HEADERS, EMBED_STYLE, embedPage } from "@/lib/output/embed";
import { OVERALL_STATUS } from "@/lib/output/statuspage/components";
import { contrast } from "./contrast";
import { source } from "./embed-world";

const bodyOf = (page: string) => /<body>(.*)<\/body>/s.exec(page)?.[1];
const textOf = (page: string) => bodyOf(page)?.replace(/<[^>]+>/g, "");

describe("the framed bar", () => {
  it.each(STATES.filter((state) => state !== "OPERATIONAL"))("says %s in the words of the script", (state) => {
    const { indicator, description } = OVERALL_STATUS[state];
    expect(textOf(embedPage(state))).toBe(`Raxx: ${description} Status page`);
    expect(bodyOf(embedPage(state))).toContain(`class="${indicator}"`);
    expect(reviewNote(textOf(embedPage(state)) ?? "")).toEqual([]);
  });

  it("is empty when all is well, and only then", () => {
    expect(STATES.filter((state) => bodyOf(embedPage(state)) === "")).toEqual(["OPERATIONAL"]);
  });

  it("runs no script, fetches nothing, and has no style but the one that its policy names", () => {
    const hash = createHash("sha256").update(EMBED_STYLE).digest("base64");
    expect(EMBED_HEADERS["Content-Security-Policy"]).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors *`,
    );
    for (const state of STATES) {
      expect(embedPage(state).split(EMBED_STYLE)).toHaveLength(2);
      expect(embedPage(state)).not.toMatch(/<(script|link|img|base)|style=| on\w+=/);
    }
  });

  it("has the colours of the script, readable in both schemes", () => {
    const [, pairs = ""] = /COLOURS = \{(.*?)\}/.exec(source) ?? [];
    for (const [, indicator, colour] of pairs.matchAll(/(\w+): "(#\w+)"/g))
      expect(EMBED_STYLE).toContain(`.${indicator}{border-color:${colour}}`);
    const [light, dark] = [...EMBED_STYLE.matchAll(/[;{]color:(#\w+);background:(#\w+)/g)].map((found) =>
      found.slice(1),
    );
    expect([light, dark]).toEqual([
      ["#17191c", "#fff"],
      ["#eceef1", "#16191d"],
    ]);
    expect(contrast("#17191c", "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrast("#eceef1", "#16191d")).toBeGreaterThanOrEqual(4.5);
  });
});
