import type { State } from "@/lib/core/engine/states";
import { cutNote, reviewNote } from "@/lib/core/note-policy/note";
import type { ShieldsEndpoint } from "@/lib/schemas/public";
import type { PublicHistory } from "./incidents";
import { escapeHtml, STATE_LABELS } from "./text";

type Scheme = "light" | "dark";

/** Colours of the label's half and of the text on the state's half; a test compares them with `components/ui/tokens.css`. */
export const FRAME: Record<Scheme, { label: string; ink: string; glyph: string }> = {
  light: { label: "#e4e4e0", ink: "#17191c", glyph: "#ffffff" },
  dark: { label: "#272b31", ink: "#eceef1", glyph: "#0f1114" },
};

/** The background of the state's half, on which `glyph` has AA contrast. */
export const STATE_GROUND: Record<Scheme, Record<State, string>> = {
  light: {
    OPERATIONAL: "#0b6b3a",
    DEGRADED: "#7d5200",
    PARTIAL: "#9a3f06",
    DOWN: "#b01e1e",
    MAINTENANCE: "#2b5590",
    UNKNOWN: "#4d5663",
  },
  dark: {
    OPERATIONAL: "#5fd39a",
    DEGRADED: "#f3c15b",
    PARTIAL: "#ffa96b",
    DOWN: "#ff9592",
    MAINTENANCE: "#93bdf6",
    UNKNOWN: "#b0b8c3",
  },
};

/** One shape a state, in a box of 20: `body` is filled, `mark`, if any, is drawn on it in the background's colour. */
const SHAPES: Record<State, { body: string; mark: string }> = {
  OPERATIONAL: { body: "M10 1.75a8.25 8.25 0 1 1 0 16.5 8.25 8.25 0 0 1 0-16.5Z", mark: "m6.4 10.3 2.5 2.5 4.8-5.3" },
  DEGRADED: {
    body: "M8.5 2.7a1.75 1.75 0 0 1 3 0l6.9 11.9a1.75 1.75 0 0 1-1.5 2.6H3.1a1.75 1.75 0 0 1-1.5-2.6Z",
    mark: "M10 7v4.1M10 14v.1",
  },
  PARTIAL: { body: "m10 1.6 8.4 8.4-8.4 8.4L1.6 10Z", mark: "M6.6 10h6.8" },
  DOWN: { body: "M6.4 2h7.2L18 6.4v7.2L13.6 18H6.4L2 13.6V6.4Z", mark: "m7.2 7.2 5.6 5.6m0-5.6-5.6 5.6" },
  MAINTENANCE: {
    body: "M19 5.5a4.5 4.5 0 0 1-4.79 4.49c-.87-.06-1.81.13-2.37.8l-6.02 7.23a2.72 2.72 0 1 1-3.84-3.84l7.23-6.02c.67-.56.86-1.5.8-2.37a4.5 4.5 0 0 1 5.87-4.57c.33.1.39.5.15.75L13.34 4.66a.46.46 0 0 0-.11.49 3 3 0 0 0 1.62 1.62c.17.07.36.02.49-.11l2.69-2.69c.24-.24.65-.18.75.15.14.43.22.9.22 1.38Z",
    mark: "",
  },
  UNKNOWN: {
    body: "M10 1.75a8.25 8.25 0 1 1 0 16.5 8.25 8.25 0 0 1 0-16.5Z",
    mark: "M8 8.1a2.05 2.05 0 1 1 3.1 1.8c-.7.4-1.1.8-1.1 1.6m0 2.5v.1",
  },
};

/** Average advance widths of Verdana at 11 px, by kind of glyph; the first matching kind counts. */
const ADVANCES: readonly [glyph: RegExp, px: number][] = [
  [/\p{M}/u, 0],
  [/[ijlI|'’]/u, 3.1],
  [/[\s.,:;!frt()[\]{}/\\"·-]/u, 4.1],
  [/[mwMW@%&…—]/u, 10],
  [/[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u, 11],
  [/\p{Lu}/u, 7.4],
  [/\d/u, 7],
];
const ADVANCE = 6.7;

/** A text's estimated width at 11 px, in whole pixels: there is no font to measure it, and `textLength` makes the estimate exact. */
function textWidth(text: string): number {
  const advances = Array.from(text, (glyph) => ADVANCES.find(([kind]) => kind.test(glyph))?.[1] ?? ADVANCE);
  return Math.ceil(advances.reduce((sum, px) => sum + px, 0));
}

/** The longest label of a badge, in UTF-16 units. */
const LABEL_MAX = 40;

const NOT_IN_XML = /[\ufffe\uffff]/g;

/** A label on one line that XML allows, cut to 40 characters, with an ellipsis where it was cut. */
export function cutLabel(text: string): string {
  const whole = text.replace(NOT_IN_XML, "");
  const cut = cutNote(whole, LABEL_MAX);
  return cut === cutNote(whole, whole.length) ? cut : `${cutNote(whole, LABEL_MAX - 1)}…`;
}

/** Letters of the page's languages, digits and a few signs: anybody can put a label under our name. */
const PLAIN_LABEL = /^[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー0-9 .,:()&+/'’_-]*…?$/u;

/** The label that the client requested; the default where there is none, where it has other signs, or where the note policy forbids it. */
function chooseLabel(requested: string | null, own: string): string {
  const label = requested === null ? "" : cutLabel(requested);
  return label === "" || !PLAIN_LABEL.test(label) || reviewNote(label).length > 0 ? own : label;
}

/** A badge's texts and state. */
export type Badge = { label: string; state: State };

/** The whole page's badge: its verdict (contract §1.6); `requested` is the client's `?label=`. */
export const overallBadge = ({ verdict }: Pick<PublicHistory, "verdict">, requested: string | null = null): Badge => ({
  label: chooseLabel(requested, "Raxx"),
  state: verdict,
});

/** One surface's badge, or null where there is no such surface; `requested` is the client's `?label=`. */
export function surfaceBadge(
  { surfaces }: Pick<PublicHistory, "surfaces">,
  surfaceId: string,
  requested: string | null = null,
): Badge | null {
  const surface = surfaces.find(({ id }) => id === surfaceId);
  return surface ? { label: chooseLabel(requested, surface.display_name), state: surface.state } : null;
}

const PAD = 7;
const ICON = 12;
const GAP = 5;

/** A badge as an SVG with an accessible name; it loads nothing and is dark for readers who prefer that. */
export function badgeSvg({ label, state }: Badge): string {
  const left = cutLabel(label) || "Status";
  const right = STATE_LABELS[state];
  const seam = PAD + textWidth(left) + PAD;
  const message = seam + PAD + ICON + GAP;
  const width = message + textWidth(right) + PAD;
  const name = escapeHtml(`${left}: ${right}`);
  const colours = findColours("light", state);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${name}">`,
    `<title>${name}</title>`,
    darkStyle(state),
    `<path class="rx-label" fill="${colours.label}" d="M${seam} 0H4a4 4 0 0 0-4 4v12a4 4 0 0 0 4 4h${seam - 4}Z"/>`,
    `<path class="rx-state" fill="${colours.state}" d="M${seam} 0h${width - seam - 4}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H${seam}Z"/>`,
    iconAt(seam + PAD, state, colours),
    `<g font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">`,
    textAt(PAD, left, `class="rx-ink" fill="${colours.ink}"`),
    textAt(message, right, `class="rx-glyph" fill="${colours.glyph}"`),
    "</g></svg>",
  ].join("");
}

type Colours = { label: string; state: string; ink: string; glyph: string };

const findColours = (scheme: Scheme, state: State): Colours => ({
  ...FRAME[scheme],
  state: STATE_GROUND[scheme][state],
});

/** The style overrides the attributes, which paint the light badge where a policy forbids styles. */
function darkStyle(state: State): string {
  const { label, state: ground, ink, glyph } = findColours("dark", state);
  const rules = `.rx-label{fill:${label}}.rx-state{fill:${ground}}.rx-ink{fill:${ink}}.rx-glyph{fill:${glyph}}`;
  return `<style>@media (prefers-color-scheme:dark){${rules}.rx-mark{stroke:${ground}}}</style>`;
}

function iconAt(x: number, state: State, colours: Colours): string {
  const { body, mark } = SHAPES[state];
  return [
    `<g transform="translate(${x} 4) scale(.6)" fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">`,
    `<path class="rx-glyph" fill="${colours.glyph}" d="${body}"/>`,
    mark && `<path class="rx-mark" stroke="${colours.state}" d="${mark}"/>`,
    "</g>",
  ].join("");
}

const textAt = (x: number, text: string, paint: string): string =>
  `<text x="${x}" y="14" ${paint} textLength="${textWidth(text)}" lengthAdjust="spacingAndGlyphs">${escapeHtml(text)}</text>`;

/** The data from which shields.io draws a badge: the state's label in the state's colour. */
export const shieldsEndpoint = (label: string, state: State): ShieldsEndpoint => ({
  schemaVersion: 1,
  label: cutLabel(label),
  message: STATE_LABELS[state],
  color: STATE_GROUND.light[state],
});
