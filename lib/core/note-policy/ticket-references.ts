import { foldText } from "./fold";
import { escapePattern, type Finder, findSpans, matchAny, toLowerCaseSameLength, wholeWord } from "./span";

/** Words for tickets, names of ticket systems, and prefixes of ticket keys. */
export type TicketWords = {
  ticket_words: readonly string[];
  ticket_systems: readonly string[];
  ticket_key_prefixes: readonly string[];
};

const NUMBER_WORD = "(?:[ _-]?(?:id|number|num|no|nr|n°|nummer|numero)\\.?)?";
const NOT_A_COUNT = "(?![\\d.,:/%-]*\\d|%| ?(?:ms|s|errors?|hours?|minutes?|days?|times)(?![a-z]))";
const HASH = /(?<![a-z0-9&#])(?<!(?:error|code|status) )# ?\d{3,20}(?![a-z0-9])/g;

/** Finds ticket numbers, ticket keys and the ticket system's name (contract §6.2). */
export function ticketReferenceFinder(words: TicketWords): Finder {
  const names = `(?<![a-z])(?:${matchAny(words.ticket_words.map((word) => toLowerCaseSameLength(foldText(word).folded)))})`;
  const prefixes = words.ticket_key_prefixes.map(escapePattern).join("|");
  const patterns = [
    HASH,
    new RegExp(`${names}${NUMBER_WORD}(?: ?[:=#-] ?#?| #?|#|(?<=[^\\0-\\x7f]))\\d{1,20}${NOT_A_COUNT}`, "g"),
    new RegExp(`${names}s${NUMBER_WORD}(?: ?[:=#] ?#?| #?|#)\\d{3,20}${NOT_A_COUNT}`, "g"),
    new RegExp(`(?<![a-z])(?:(?<!in )cases?${NUMBER_WORD} ?[:#]? ?\\d{4}|case \\d{5})\\d{0,16}${NOT_A_COUNT}`, "g"),
    new RegExp(wholeWord(matchAny(words.ticket_systems.map(toLowerCaseSameLength))), "g"),
  ];
  const key = new RegExp(`(?<![\\w-])(?:(?:${prefixes})-\\d{1,8}|INC\\d{6,10})(?![\\w-])`, "g");
  return (text) => {
    const small = toLowerCaseSameLength(text);
    return [...findSpans(text, key), ...patterns.flatMap((pattern) => findSpans(small, pattern))];
  };
}
