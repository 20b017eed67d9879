import { type CopyPolicy, type CopyRule, copyPolicy } from "./copy-policy";
import { findViolations } from "./review-note";
import { splitSentences } from "./split-sentences";

/** What is left of a note, null when nothing is, and the sentences that were left out, with the rule each broke. */
export type Redaction = { text: string | null; removed: { rule: CopyRule; sentence: string }[] };

const MAX_PASSES = 6;

/** Leaves out each sentence that breaks a rule and keeps the rest; what is left always passes `reviewNote`. */
export function redactNote(text: string, policy: CopyPolicy = copyPolicy()): Redaction {
  const removed: Redaction["removed"] = [];
  let rest = text;
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    const findings = findViolations(rest, policy);
    if (findings.length === 0) return { text: rest.trim() || null, removed };
    const sentences = splitSentences(rest).map((span) => {
      const rules = findings
        .filter((found) => found.start < span.end && found.end > span.start)
        .map(({ rule }) => rule);
      return { text: rest.slice(span.start, span.end), rules: new Set(rules) };
    });
    for (const { text: sentence, rules } of sentences) {
      for (const rule of rules) removed.push({ rule, sentence: sentence.trim() });
    }
    rest = sentences
      .filter(({ rules }) => rules.size === 0)
      .map((sentence) => sentence.text)
      .join("");
  }
  const left = findViolations(rest, policy).map(({ rule }) => ({ rule, sentence: rest.trim() }));
  return left.length === 0 ? { text: rest.trim() || null, removed } : { text: null, removed: [...removed, ...left] };
}
