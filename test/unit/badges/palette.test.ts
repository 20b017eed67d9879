import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STATES } from "@/lib/core/engine/states";
import { FRAME, STATE_GROUND } from "@/lib/output/badge";
import { contrast } from "./contrast";

const SCHEMES = ["light", "dark"] as const;

const css = readFileSync(new URL("../../../components/ui/tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split("@media");

/** A token's colour in a rule of the scheme, of the root's where none is named. */
function token(scheme: (typeof SCHEMES)[number], name: string, rule = ":root"): string | undefined {
  const [, block = ""] = (scheme === "light" ? light : dark).split(rule);
  return new RegExp(`^[^}]*--${name}: (#[0-9a-f]{6});`).exec(block)?.[1];
}

describe.each(SCHEMES)("a badge in the %s scheme", (scheme) => {
  const { label, ink, glyph } = FRAME[scheme];

  it("has the page's colours", () => {
    expect([label, ink, glyph]).toEqual(["line", "ink", "glyph"].map((name) => token(scheme, name)));
  });

  it("reads at AA in its label", () => {
    expect(contrast(ink, label)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(STATES)("has the page's colour for %s, and reads at AA on it", (state) => {
    expect(STATE_GROUND[scheme][state]).toBe(token(scheme, "state-ink", `[data-state="${state}"]`));
    expect(contrast(glyph, STATE_GROUND[scheme][state])).toBeGreaterThanOrEqual(4.5);
  });
});
