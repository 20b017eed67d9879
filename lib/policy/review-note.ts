import { COPY_RULES, type CopyPolicy, type CopyRule, copyPolicy } from "./copy-policy";
import { foldText } from "./fold";
import type { Span } from "./span";

/** A rule that a text breaks, and the words of the text that break it. */
export type Violation = { rule: CopyRule; words: string };

/** A violation and where it stands in the text. */
export type Finding = Violation & Span;

/** Everything in a text that may not be published, in the order of the rules; empty when the text is clean. */
export function reviewNote(text: string, policy: CopyPolicy = copyPolicy()): Violation[] {
  const seen = new Set<string>();
  return findViolations(text, policy)
    .map(({ rule, words }) => ({ rule, words }))
    .filter(({ rule, words }) => {
      const key = `${rule} ${words}`;
      return !seen.has(key) && seen.add(key);
    });
}

/** The same with positions; none of them inside another of the same rule. */
export function findViolations(text: string, policy: CopyPolicy = copyPolicy()): Finding[] {
  const { folded, at } = foldText(text);
  return COPY_RULES.flatMap((rule) =>
    outermost(policy[rule](folded)).map((span) => {
      const start = at[span.start] ?? text.length;
      const end = at[span.end] ?? text.length;
      return { rule, words: text.slice(start, end).trim(), start, end };
    }),
  );
}

function outermost(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Span[] = [];
  for (const span of sorted) {
    if (span.end > (kept.at(-1)?.end ?? -1)) kept.push(span);
  }
  return kept;
}
