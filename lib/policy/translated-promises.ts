import { foldText } from "./fold";
import { anyOf, blankSpans, type Finder, inSmallLetters, spansOf, wholeWord } from "./span";

/** A language's phrases that promise, and phrases that only look as if they did. `…` is a few words, `*` an ending. */
export type PhraseList = { phrases: readonly string[]; allowed: readonly string[] };

const WORDS = "(?:(?!(?:no|nicht|kein|keine|pas|plus|jamais)[^a-z])[^\\s.,;:!?()]{1,30} ){0,6}";
const TIME = "(?:(?:las|um|gegen|etwa|ca\\.|vers) )?\\d{1,2}(?:[:.h]\\d{2})?(?: ?(?:uhr|h|horas|heures|utc|am|pm))?";
const SPAN =
  "(?:(?:unos|unas|etwa|ca\\.|circa|rund|environ|quelques|algunos|algunas|wenigen) )?(?:(?:\\d{1,3}|una?|media|ein(?:er|em)?|zwei|zehn|une?|deux|dix|dos|diez) )?(?:minut|hora|stunde|heure|std|tag|jour|dia|segundo|sekunde|seconde)[a-z]{0,3}";
const KANA_OR_KANJI = /[\u3040-\u30ff\u3400-\u9fff]/;

/** Finds promises in the languages that operators write besides English. */
export function translatedPromiseFinder(languages: Readonly<Record<string, PhraseList>>): Finder {
  const finders = Object.values(languages).map(({ phrases, allowed }): Finder => {
    const promises = patternOf(phrases);
    const harmless = patternOf(allowed);
    return (text) => spansOf(blankSpans(text, spansOf(text, harmless)), promises);
  });
  return (text) => {
    const small = inSmallLetters(text);
    return finders.flatMap((find) => find(small));
  };
}

function patternOf(phrases: readonly string[]): RegExp {
  return new RegExp(phrases.map(phrasePattern).join("|") || "(?!)", "g");
}

/** Neither kana nor kanji part words by spaces, so there a phrase may stand anywhere. */
function phrasePattern(phrase: string): string {
  const source = inSmallLetters(foldText(phrase).folded)
    .split(" ... ")
    .map((part) => anyOf([part], "[ -]"))
    .join(` ${WORDS}`)
    .replaceAll("\\*", "[a-z]{0,12}")
    .replaceAll("\\{time\\}", TIME)
    .replaceAll("\\{span\\}", SPAN);
  return KANA_OR_KANJI.test(phrase) ? source : `(?<!(?<![a-z])no )${wholeWord(source)}`;
}
