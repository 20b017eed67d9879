/** The longest public note (§2.5). */
const NOTE_MAX = 280;

const LINE_BREAK = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;
const INVISIBLE = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/gu;

/** A text without control characters, bidi overrides and lone surrogates; line breaks become `\n`. Never longer. */
export function stripControls(text: string): string {
  return text.toWellFormed().replace(LINE_BREAK, "\n").replace(INVISIBLE, "");
}

/** A note on one line: controls stripped, each run of space one space, trimmed. Never longer. */
export function cleanNote(text: string): string {
  return stripControls(text).replace(/\s+/g, " ").trim();
}

/** The clean note's first `max` UTF-16 units or fewer, never cutting a grapheme cluster apart. */
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
