import type { Category, State } from "./engine/states";

/** What leads, worst first. Unlike the engine's ranking, not knowing is worse than planned work (contract §1.6). */
export const VERDICT_ORDER = ["DOWN", "PARTIAL", "DEGRADED", "UNKNOWN", "MAINTENANCE", "OPERATIONAL"] as const;

/** Whose trouble leads: what customers use, what that relies on, or what only the team uses. */
export const CONCERNS = ["customers", "upstream", "team"] as const;
export type Concern = (typeof CONCERNS)[number];

/** What the verdict reads of a surface. */
export type RatedSurface = { id: string; category: Category; state: State };

/** The state that every channel shows for the whole page, and whose surfaces it is read off. */
export type Verdict = { state: State; concern: Concern };

/** Whom a surface concerns; `team` lists the ids of those that only the team notices. */
export function concernOf({ id, category }: Pick<RatedSurface, "id" | "category">, team: readonly string[]): Concern {
  if (team.includes(id)) return "team";
  return category === "upstream_3p" ? "upstream" : "customers";
}

/** The worst of some states by `VERDICT_ORDER`; UNKNOWN when there are none, never green by default. */
export const leadingState = (states: readonly State[]): State =>
  VERDICT_ORDER.find((state) => states.includes(state)) ?? "UNKNOWN";

/**
 * The page's verdict (contract §1.6): the worst state that a customer notices. A service that Raxx relies on, or a surface of the
 * team's, leads only where nothing that customers use is in trouble.
 */
export function reachVerdict(surfaces: readonly RatedSurface[], team: readonly string[]): Verdict {
  const [customers, ...others] = CONCERNS.map((concern) => ({
    concern,
    state: leadingState(surfaces.filter((each) => concernOf(each, team) === concern).map(({ state }) => state)),
    isEmpty: !surfaces.some((each) => concernOf(each, team) === concern),
  })) as [RatedConcern, ...RatedConcern[]];
  if (customers.state !== "OPERATIONAL") return customers;
  const troubled = others.filter(({ isEmpty }) => !isEmpty);
  const state = leadingState([...troubled.map((each) => each.state), "OPERATIONAL"]);
  return troubled.find((each) => each.state === state && state !== "OPERATIONAL") ?? customers;
}

type RatedConcern = Verdict & { isEmpty: boolean };
