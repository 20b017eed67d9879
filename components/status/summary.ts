import { type Copy, say } from "@/components/copy/say";
import { STATES, type State, worstState } from "@/lib/engine/states";
import { joinNames } from "./names";
import type { Surface } from "./page-data";

export type Clause = { state: State; text: string };

/** The banner: one sentence with its state, and what else is affected. */
export type Summary = { state: State; headline: string; clauses: Clause[] };

type Trouble = Exclude<State, "OPERATIONAL">;
const TROUBLES = STATES.filter((state): state is Trouble => state !== "OPERATIONAL");
const NAMES_SHOWN = 3;

/** What is affected, worst first; where it is all of them, they are told as `whole` instead of by name. */
function clausesOf(copy: Copy, surfaces: readonly Surface[], whole?: "owned" | "all"): Clause[] {
  return TROUBLES.flatMap((state) => {
    const affected = surfaces.filter((surface) => surface.state === state);
    if (affected.length === 0) return [];
    const isWhole = whole !== undefined && affected.length === surfaces.length && affected.length > 1;
    const names = joinNames(copy, affected, NAMES_SHOWN);
    const text = isWhole
      ? say(copy, `banner.${whole}.${state}`)
      : say(copy, `banner.some.${state}`, { names, count: affected.length });
    return [{ state, text }];
  });
}

/** Answers "is it me or them": what of ours is affected, then what of others'. Unknown never reads as well. */
export function summarize(copy: Copy, surfaces: readonly Surface[]): Summary {
  const owned = surfaces.filter((surface) => surface.category === "owned");
  const state = worstState(owned.map((surface) => surface.state));
  const first = surfaces[0];
  if (first && owned.length > 0 && surfaces.every((surface) => surface.state === first.state)) {
    const [everything] = clausesOf(copy, surfaces, "all");
    return { state, headline: everything?.text ?? say(copy, "banner.allWell"), clauses: [] };
  }
  const others = clausesOf(
    copy,
    surfaces.filter((surface) => surface.category !== "owned"),
  );
  if (state === "OPERATIONAL") return ownedWell(copy, others);
  const [worst, ...rest] = clausesOf(copy, owned, "owned");
  return { state, headline: worst?.text ?? say(copy, "banner.owned.UNKNOWN"), clauses: [...rest, ...others] };
}

function ownedWell(copy: Copy, others: Clause[]): Summary {
  const [worst, ...rest] = others;
  if (!worst || worst.state === "UNKNOWN") {
    return { state: "OPERATIONAL", headline: say(copy, "banner.ownedWell"), clauses: others };
  }
  return { state: "OPERATIONAL", headline: say(copy, "banner.ownedWellBut", { clause: worst.text }), clauses: rest };
}
