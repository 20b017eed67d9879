import { listFormat } from "@/components/messages/formatters";
import { findLocale, type Messages, t } from "@/components/messages/t";
import { describeTime, type PageSummary } from "@/components/ui/page-summary";
import type { State } from "@/lib/core/engine/states";
import { CONCERNS, type Concern, concernOf, leadingState, reachVerdict, VERDICT_ORDER } from "@/lib/core/verdict";
import type { LayoutCapability, PageLayout } from "@/lib/schemas/page-layout";
import type { LiveData } from "./live-status";
import { joinNames } from "./names";
import type { Surface } from "./page-data";

export type Clause = { state: State; text: string };

/** What a customer can do, as well as the worst of what it needs. */
export type RatedCapability = { id: string; label: string; state: State };

/** The banner: the verdict's state and sentence, what else is affected, and what customers can do; `title` is the tab's. */
export type Summary = {
  state: State;
  title: string;
  headline: string;
  clauses: Clause[];
  capabilities: RatedCapability[];
};

type Trouble = Exclude<State, "OPERATIONAL">;
const TROUBLES = VERDICT_ORDER.filter((state): state is Trouble => state !== "OPERATIONAL");
const NAMES_SHOWN = 3;

/** Says what customers can't do, and else what is affected, the important first (contract §1.6). */
export function summarize(messages: Messages, given: readonly Surface[], layout: PageLayout): Summary {
  const surfaces = inOrder(given, layout);
  const { state, concern } = reachVerdict(surfaces, layout.team);
  const capabilities = layout.capabilities.map((each) => rate(each, surfaces));
  const said = lead(messages, surfaces, layout, { state, concern, capabilities });
  const clauses = listClauses(
    messages,
    surfaces.filter(({ id }) => !said.named.includes(id)),
    layout,
  );
  const isAlone = surfaces.some((each) => each.state === "OPERATIONAL") && clauses.length === 0;
  const withElse = isAlone && concern === "customers" && said.named.length > 0;
  const text = said.text.replace(/[.。]$/u, "");
  return {
    state,
    title: text,
    headline: withElse ? t(messages, "banner.elseWorks", { clause: text }) : said.text,
    clauses,
    capabilities: capabilities.map(({ id, label, state: rated }) => ({ id, label, state: rated })),
  };
}

/** What the tab and its icon say: of states that were not checked lately, that they are the last known. */
export const describeTab = (messages: Messages, { title, state }: Summary, isStale: boolean) => ({
  title: isStale && state !== "UNKNOWN" ? t(messages, "banner.lastKnownTab", { text: title }) : title,
  state: isStale ? ("UNKNOWN" as const) : state,
});

/** What links to the front page show of it. */
export function frontPreview(
  messages: Messages,
  { initial: { surfaces, generated_at, stale }, layout }: LiveData,
): PageSummary {
  const { title, state } = describeTab(messages, summarize(messages, surfaces, layout), stale === true);
  const description = describeTime(messages, generated_at, t(messages, "frame.description"));
  return { title, description, image: state, icon: state };
}

/** The page's order: by group, and within it by the registry's order. */
export function inOrder(surfaces: readonly Surface[], { groups }: PageLayout): Surface[] {
  const ids = groups.flatMap((group) => group.surfaces);
  const place = ({ id }: Surface) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return [...surfaces].sort((a, b) => place(a) - place(b));
}

type Rated = LayoutCapability & { state: State };

function rate(capability: LayoutCapability, surfaces: readonly Surface[]): Rated {
  const needed = surfaces.filter(({ id }) => capability.surfaces.includes(id));
  return { ...capability, state: leadingState(needed.map(({ state }) => state)) };
}

/** The leading sentence, and the surfaces that it speaks of. */
type Said = { text: string; named: readonly string[] };

type Leading = { state: State; concern: Concern; capabilities: readonly Rated[] };

function lead(messages: Messages, surfaces: readonly Surface[], { team }: PageLayout, leading: Leading): Said {
  const { state, concern, capabilities } = leading;
  const concerned = surfaces.filter((surface) => concernOf(surface, team) === concern);
  if (concerned.length === 0) return { text: t(messages, "banner.owned.UNKNOWN"), named: [] };
  if (state === "OPERATIONAL") return { text: t(messages, "banner.allWell"), named: [] };
  const affected = concerned.filter((surface) => surface.state === state);
  const named = affected.map(({ id }) => id);
  if (surfaces.length > 1 && surfaces.every((surface) => surface.state === state)) {
    return { text: t(messages, `banner.all.${state}`), named: surfaces.map(({ id }) => id) };
  }
  if (concern !== "customers") {
    const clause = clauseFor(messages, state, affected);
    const whose = ownerOf(messages, concern, affected.length);
    return { text: t(messages, "banner.othersLead", { whose, clause }), named };
  }
  const impaired = capabilities.filter((each) => each.state === state);
  if (impaired.length > 0) {
    const needed = impaired.flatMap((each) => each.surfaces);
    return { text: consequence(messages, state, impaired), named: named.filter((id) => needed.includes(id)) };
  }
  const isWhole = affected.length > 1 && affected.length === concerned.length;
  return { text: isWhole ? t(messages, `banner.owned.${state}`) : clauseFor(messages, state, affected), named };
}

function consequence(messages: Messages, state: Trouble, impaired: readonly Rated[]): string {
  const [first, ...more] = impaired;
  if (state === "DOWN" && more.length === 0 && first?.unavailable) return first.unavailable;
  const locale = findLocale(messages);
  // German writes nouns with a capital; elsewhere a label goes on in the middle of a sentence.
  const within = (label: string) =>
    messages.language === "de" ? label : label.charAt(0).toLocaleLowerCase(locale) + label.slice(1);
  const labels = listFormat(locale, { type: "disjunction" }).format(impaired.map(({ label }) => within(label)));
  return t(messages, `banner.can.${state}`, { labels });
}

/** What is affected: what customers use first, then the others, with whose it is; each worst first. */
function listClauses(messages: Messages, surfaces: readonly Surface[], { team }: PageLayout): Clause[] {
  return CONCERNS.flatMap((concern) => {
    const concerned = surfaces.filter((surface) => concernOf(surface, team) === concern);
    return TROUBLES.flatMap((state) => {
      const affected = concerned.filter((surface) => surface.state === state);
      if (affected.length === 0) return [];
      const clause = clauseFor(messages, state, affected);
      if (concern === "customers") return [{ state, text: clause }];
      const whose = ownerOf(messages, concern, affected.length);
      return [{ state, text: t(messages, "banner.whose", { whose, clause }) }];
    });
  });
}

const clauseFor = (messages: Messages, state: Trouble, affected: readonly Surface[]): string =>
  t(messages, `banner.some.${state}`, { names: joinNames(messages, affected, NAMES_SHOWN), count: affected.length });

const ownerOf = (messages: Messages, concern: Exclude<Concern, "customers">, count: number): string =>
  concern === "team" ? t(messages, "banner.whose.team") : t(messages, "banner.whose.upstream", { count });
