import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { STATES } from "@/lib/core/engine/states";

const css = readFileSync(new URL("../../../components/ui/tokens.css", import.meta.url), "utf8");
const metadata = readFileSync(new URL("../../../app/_public/metadata.ts", import.meta.url), "utf8");

/** A scheme's tokens; a state's are named after it. */
function tokensOf(scheme: string): Map<string, string> {
  const rules = [...scheme.matchAll(/(?::root|"([A-Z]+)"\](?:,\s*\[[^\]]*\])?) \{([^}]*)\}/g)];
  return new Map(
    rules.flatMap(([, state, block = ""]) =>
      [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = "", color = ""]) => [
        state ? name.replace("state", state.toLowerCase()) : name,
        color,
      ]),
    ),
  );
}

const [light = "", dark = ""] = css.split("@media");
const schemes = [
  ["light", tokensOf(light)],
  ["dark", tokensOf(dark)],
] as const;

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

const names = STATES.map((state) => state.toLowerCase());
const grounds = ["canvas", "panel", "hover"];
const pairs: [string, string, number][] = [
  ...grounds.flatMap((ground): [string, string, number][] => [
    ["ink", ground, 4.5],
    ["muted", ground, 4.5],
    ["focus", ground, 3],
    ...names.flatMap((name): [string, string, number][] => [
      [`${name}-ink`, ground, 4.5],
      [`${name}-icon`, ground, 3],
    ]),
  ]),
  ...names.flatMap((name): [string, string, number][] => [
    ["ink", `${name}-tint`, 4.5],
    ["muted", `${name}-tint`, 4.5],
    ["glyph", `${name}-icon`, 3],
    ...names.map((other): [string, string, number] => [`${other}-icon`, `${name}-tint`, 3]),
  ]),
];

describe.each(schemes)("contrast in the %s scheme", (scheme, tokens) => {
  it("is enough in each pair of an ink and its ground", () => {
    const failing = pairs.flatMap(([front, back, least]) => {
      const [a, b] = [tokens.get(front), tokens.get(back)];
      const found = a && b ? contrast(a, b) : 0;
      return found >= least ? [] : [`${front} (${a}) on ${back} (${b}): ${found.toFixed(2)}, needs ${least}`];
    });
    expect(failing).toEqual([]);
  });

  it("is the browser's theme colour too", () => {
    expect(metadata).toContain(`(prefers-color-scheme: ${scheme})", color: "${tokens.get("canvas")}"`);
  });
});
