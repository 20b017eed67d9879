import { foldText } from "./fold";
import { COPY_RULES, type NotePolicy, type NoteRule, notePolicy } from "./note-policy";
import { plainText } from "./plain-text";
import { findSpans, type Span } from "./span";

const NOTE_MAX = 280;

/** A note on one line: what readers can't see dropped, each run of spaces one space, trimmed. Never longer. */
export function cleanNote(text: string): string {
  return plainText(text).replace(/\s+/g, " ").trim();
}

/** The clean note's first `max` UTF-16 units or fewer, never splitting a grapheme cluster. */
export function cutNote(text: string, max: number = NOTE_MAX): string {
  const note = cleanNote(text);
  if (note.length <= max) return note;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(note)) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  return note.slice(0, end).trimEnd();
}

const BOUNDARY = /[.!?…]{1,20}["'”’)\]]{0,4}(?=\s)|[。！？｡؟۔।]["'”’」』）)\]]{0,4}|[\n\r\u2028\u2029]/gu;
const ABBREVIATION = /(?:^|[\s("'“‘])(?:e\.g|i\.e|cf|vs|approx|incl|ref)\.$/i;
const NUMBER_SIGN = /(?:^|[\s("'“‘])nos?\.$/i;
const MAYBE_LAST = /(?:^|[\s("'“‘])(?:etc|a\.m|p\.m|u\.s|u\.k|u\.s\.a|inc|ltd|corp)\.$/i;
const DOTTED_WORD = /\S\.\S{0,62}\.$/;

/** The span of each sentence, trailing space included; spans follow each other without a gap. */
function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const boundary of findSpans(text, BOUNDARY, ({ index, 0: mark }) => endsSentence(text, index, mark))) {
    if (boundary.end <= start) continue;
    const end = boundary.end + leadingSpace(text, boundary.end);
    sentences.push({ start, end });
    start = end;
  }
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}

/** The sentences that lie wholly in the first `max` units: one that is cut could pass a rule that it breaks. */
export function wholeSentences(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = splitSentences(text.slice(0, max)).at(-1);
  return text.slice(0, last?.start ?? 0);
}

function endsSentence(text: string, index: number, mark: string): boolean {
  if (mark !== ".") return true;
  const before = text.slice(Math.max(0, index - 64), index + 1);
  const after = text.slice(index + 1, index + 20);
  if (ABBREVIATION.test(before)) return false;
  if (NUMBER_SIGN.test(before)) return !/^\s+\d/.test(after);
  if (DOTTED_WORD.test(before) && /^\s+\p{Ll}/u.test(after)) return false;
  return !MAYBE_LAST.test(before) || /^\s+\p{Lu}/u.test(after);
}

function leadingSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at - from;
}

/** A rule that a text breaks, and the words that break it. */
export type Violation = { rule: NoteRule; words: string };

type Finding = Violation & Span;

/** Everything in a text that breaks a rule, in the order of the rules; empty when the text is clean. */
export function reviewNote(text: string, policy: NotePolicy = notePolicy()): Violation[] {
  const seen = new Set<string>();
  return findViolations(text, policy)
    .map(({ rule, words }) => ({ rule, words }))
    .filter(({ rule, words }) => {
      const key = `${rule} ${words}`;
      return !seen.has(key) && seen.add(key);
    });
}

/** The same findings with positions; none lies inside another of the same rule. */
function findViolations(text: string, policy: NotePolicy = notePolicy()): Finding[] {
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
  const remaining: Span[] = [];
  for (const span of sorted) {
    if (span.end > (remaining.at(-1)?.end ?? -1)) remaining.push(span);
  }
  return remaining;
}

/** The rest of a note, null when empty, and the sentences that were left out, with the rule each broke. */
type Redaction = { text: string | null; removed: { rule: NoteRule; sentence: string }[] };

const MAX_PASSES = 6;

/** Leaves out each sentence that breaks a rule; the rest always passes `reviewNote`. */
export function redactNote(text: string): Redaction {
  const removed: Redaction["removed"] = [];
  let rest = text;
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    const findings = findViolations(rest);
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
  const left = findViolations(rest).map(({ rule }) => ({ rule, sentence: rest.trim() }));
  return left.length === 0 ? { text: rest.trim() || null, removed } : { text: null, removed: [...removed, ...left] };
}

/** An operator's note's verdict: the clean note (null when empty, never cut), or every rule that it breaks. */
type NoteCheck = { ok: true; note: string | null } | { ok: false; violations: Violation[] };

/** Checks a note whose author can correct it. */
export function checkNote(text: string): NoteCheck {
  const note = cleanNote(text);
  const violations = reviewNote(note);
  return violations.length === 0 ? { ok: true, note: note || null } : { ok: false, violations };
}

/** A ticket's note as it may be published: sentences that break a rule left out, then cut to 280 characters. */
export function publishableNote(text: string): Redaction {
  const { text: rest, removed } = redactNote(plainText(text));
  return { text: withoutLooseEnd(cutNote(rest ?? "")) || null, removed };
}

/** Cutting may leave an end that looks like a host or a promise ("soon after" → "soon"); the note then ends before it. */
function withoutLooseEnd(note: string): string {
  const [loose] = findViolations(note);
  return loose === undefined ? note : withoutLooseEnd(note.slice(0, loose.start).trimEnd());
}
