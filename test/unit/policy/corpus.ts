import { readFileSync } from "node:fs";
import type { NoteRule } from "@/lib/core/note-policy/note-policy";
import ALLOWED from "../../fixtures/notes/allowed.json";
import SENTENCES from "../../fixtures/notes/refused.json";

export { ALLOWED };

/** A sentence with the rule that it breaks. */
export type Refused = readonly [rule: NoteRule, text: string];

export const REFUSED: Refused[] = Object.entries(SENTENCES).flatMap(([rule, texts]) =>
  texts.map((text): Refused => [rule as NoteRule, text]),
);
export const FORBIDDEN: string[] = REFUSED.map(([, text]) => text);

const WORDS = readFileSync(new URL("../../fixtures/notes/words.txt", import.meta.url), "utf8");

/** The words of words.txt, each in the sentence of its section: `# rule: a sentence with … for the word`. */
export const SENTENCES_BY_WORD: [rule: string, text: string][] = WORDS.split(/^# /m)
  .slice(1)
  .flatMap((section) => {
    const [heading = "", ...lines] = section.trimEnd().split("\n");
    const [rule = "", sentence = ""] = heading.split(": ");
    return lines
      .flatMap((line) => line.split(" · "))
      .map((word): [string, string] => [rule, sentence.replaceAll("…", word)]);
  });
