import { STATES, type State, worstState } from "@/lib/engine/states";
import { copy, type Subject } from "./copy";
import { joinNames } from "./names";
import type { Surface } from "./page-data";

export type Clause = { state: State; text: string };

/** The banner: one sentence with its state, and what else is affected. */
export type Summary = { state: State; headline: string; clauses: Clause[] };

type Trouble = Exclude<State, "OPERATIONAL">;
const TROUBLES = STATES.filter((state): state is Trouble => state !== "OPERATIONAL");
const NAMES_SHOWN = 3;

function clausesOf(surfaces: readonly Surface[], whole?: Subject): Clause[] {
  return TROUBLES.flatMap((state) => {
    const affected = surfaces.filter((surface) => surface.state === state);
    if (affected.length === 0) return [];
    const isWhole = whole !== undefined && affected.length === surfaces.length && affected.length > 1;
    const subject = isWhole ? whole : { names: joinNames(affected, NAMES_SHOWN), count: affected.length };
    return [{ state, text: copy.banner.clause[state](subject) }];
  });
}

/** Answers "is it me or them": what of ours is affected, then what of others'. Unknown never reads as well. */
export function summarize(surfaces: readonly Surface[]): Summary {
  const owned = surfaces.filter((surface) => surface.category === "owned");
  const state = worstState(owned.map((surface) => surface.state));
  const first = surfaces[0];
  if (first && owned.length > 0 && surfaces.every((surface) => surface.state === first.state)) {
    return { state, headline: clausesOf(surfaces, "everything")[0]?.text ?? copy.banner.allWell, clauses: [] };
  }
  const others = clausesOf(surfaces.filter((surface) => surface.category !== "owned"));
  if (state === "OPERATIONAL") return ownedWell(others);
  const [worst, ...rest] = clausesOf(owned, "every-owned");
  return { state, headline: worst?.text ?? copy.banner.clause.UNKNOWN("every-owned"), clauses: [...rest, ...others] };
}

function ownedWell(others: Clause[]): Summary {
  const [worst, ...rest] = others;
  if (!worst || worst.state === "UNKNOWN") {
    return { state: "OPERATIONAL", headline: copy.banner.ownedWell, clauses: others };
  }
  return { state: "OPERATIONAL", headline: copy.banner.ownedWellBut(worst.text), clauses: rest };
}
