import type { State } from "@/lib/engine/states";
import { STATE_LABELS } from "@/lib/public/state-labels";
import type { Badge } from "./badge";
import { cutLabel } from "./label";
import { FRAME, type Scheme, STATE_GROUND } from "./palette";
import { SHAPES } from "./shapes";
import { textWidth } from "./text-width";

const PAD = 7;
const ICON = 12;
const GAP = 5;

/**
 * A badge as an SVG that names itself, tells its state by shape, word and colour, and fetches nothing; without a
 * `scheme` it is light, and dark for readers who prefer that.
 */
export function badgeSvg({ label, state, scheme }: Badge & { scheme?: Scheme }): string {
  const left = cutLabel(label) || "Status";
  const right = STATE_LABELS[state];
  const seam = PAD + textWidth(left) + PAD;
  const words = seam + PAD + ICON + GAP;
  const width = words + textWidth(right) + PAD;
  const name = escapeXml(`${left}: ${right}`);
  const colours = coloursOf(scheme ?? "light", state);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${name}">`,
    `<title>${name}</title>`,
    scheme === undefined ? darkStyle(state) : "",
    `<path class="rx-label" fill="${colours.label}" d="M${seam} 0H4a4 4 0 0 0-4 4v12a4 4 0 0 0 4 4h${seam - 4}Z"/>`,
    `<path class="rx-state" fill="${colours.state}" d="M${seam} 0h${width - seam - 4}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H${seam}Z"/>`,
    iconAt(seam + PAD, state, colours),
    `<g font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">`,
    textAt(PAD, left, `class="rx-ink" fill="${colours.ink}"`),
    textAt(words, right, `class="rx-glyph" fill="${colours.glyph}"`),
    "</g></svg>",
  ].join("");
}

type Colours = { label: string; state: string; ink: string; glyph: string };

const coloursOf = (scheme: Scheme, state: State): Colours => ({ ...FRAME[scheme], state: STATE_GROUND[scheme][state] });

/** Style wins over the attributes that paint the light badge; where a policy forbids styles, those remain. */
function darkStyle(state: State): string {
  const { label, state: ground, ink, glyph } = coloursOf("dark", state);
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
  `<text x="${x}" y="14" ${paint} textLength="${textWidth(text)}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
