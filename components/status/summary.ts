import { type Messages, t } from "@/components/messages/t";
import { STATES, type State, worstState } from "@/lib/core/engine/states";
import { joinNames } from "./names";
import type { Surface } from "./page-data";

export type Clause = { state: State; text: string };

/** The banner: one sentence with its state, and what else is affected. */
export type Summary = { state: State; headline: string; clauses: Clause[] };

type Trouble = Exclude<State, "OPERATIONAL">;
const TROUBLES = STATES.filter((state): state is Trouble => state !== "OPERATIONAL");
const NAMES_SHOWN = 3;

/** What is affected, worst first; where it is all of them, they are named as `whole` instead of one by one. */
function listClauses(messages: Messages, surfaces: readonly Surface[], whole?: "owned" | "all"): Clause[] {
  return TROUBLES.flatMap((state) => {
    const affected = surfaces.filter((surface) => surface.state === state);
    if (affected.length === 0) return [];
    const isWhole = whole !== undefined && affected.length === surfaces.length && affected.length > 1;
    const names = joinNames(messages, affected, NAMES_SHOWN);
    const text = isWhole
      ? t(messages, `banner.${whole}.${state}`)
      : t(messages, `banner.some.${state}`, { names, count: affected.length });
    return [{ state, text }];
  });
}

/** Answers "is it me or them": Raxx's services first, then the others. Unknown is never shown as operational. */
export function summarize(messages: Messages, surfaces: readonly Surface[]): Summary {
  const owned = surfaces.filter((surface) => surface.category === "owned");
  const state = worstState(owned.map((surface) => surface.state));
  const first = surfaces[0];
  if (first && owned.length > 0 && surfaces.every((surface) => surface.state === first.state)) {
    const [everything] = listClauses(messages, surfaces, "all");
    return { state, headline: everything?.text ?? t(messages, "banner.allWell"), clauses: [] };
  }
  const others = listClauses(
    messages,
    surfaces.filter((surface) => surface.category !== "owned"),
  );
  if (state === "OPERATIONAL") return ownedWell(messages, others);
  const [worst, ...rest] = listClauses(messages, owned, "owned");
  return { state, headline: worst?.text ?? t(messages, "banner.owned.UNKNOWN"), clauses: [...rest, ...others] };
}

function ownedWell(messages: Messages, others: Clause[]): Summary {
  const [worst, ...rest] = others;
  if (!worst || worst.state === "UNKNOWN") {
    return { state: "OPERATIONAL", headline: t(messages, "banner.ownedWell"), clauses: others };
  }
  return { state: "OPERATIONAL", headline: t(messages, "banner.ownedWellBut", { clause: worst.text }), clauses: rest };
}
