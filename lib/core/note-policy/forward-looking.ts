import { foldText } from "./fold";
import { blankSpans, type Finder, findSpans, matchAny, toLowerCaseSameLength, wholeWord } from "./span";

/** Pattern sources: a weekday, a part of the day, a time of day, and units of time. */
const DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const PART_OF_DAY = "(?:morning|afternoon|evening|weekend|week|month|quarter|hour)";
const TIME =
  "(?:\\d{1,2}:\\d{2}z?|\\d{1,2} ?(?:am|pm|a\\.m|p\\.m|utc|gmt|[ecmp][sd]?t(?![a-z]))|noon|midnight|midday|lunchtime)";
const UNIT = "(?:second|sec|minute|min|hour|hr|day|week|month|business day|moment)s?";
const COUNT =
  "(?:\\d{1,4}(?:[.,-]\\d{1,4})?(?: ?(?:to|or) \\d{1,4})?|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|half(?: an)?|a few|a couple of|a couple|several|few)";
const ROUGHLY =
  "(?:(?:about|around|approximately|approx\\.?|roughly|less than|under|up to|at most|another|just|the|~|only) ?){0,2}";

const DURATION = `${ROUGHLY}${COUNT}[ -]?${UNIT}`;
const NEXT_STRETCH = `the (?:next|coming) (?:${COUNT} )?(?:${UNIT}|few)`;
const TOMORROW = `(?:tomorrow|tonight|later today|next (?:${PART_OF_DAY}|${DAY}))`;
const FUTURE_DAY = `(?:${TOMORROW}|eod|eow|cob|(?:the )?end of (?:the |this |next )?(?:business )?(?:day|today|week|month|${PART_OF_DAY})|this (?:afternoon|evening|weekend))`;

const STOP =
  "(?:not|no|never|now|already|until|till|while|after|when|if|once|before|longer|unless|because|see|sees|their|your)";
const words = (most: number) => `(?:(?!${STOP}(?![a-z]))[^\\s.,;:!?()]{1,30} ){0,${most}}`;
const NOT_NOW = "(?! (?:again )?(?:as of |by )?now(?![a-z]))";
const WILL = "(?:will|shall|should|going to|about to|set to|[a-z]{1,12}'ll)";
const MEND =
  "(?:(?<!fall )back|restored?|restoring|fix|fixed|resolved?|resolving|recover|recovered|recovering|resumed?|repair|repaired|re-?enabled?|reinstated?|rectif(?:y|ied)|be addressed|address (?:this|it|the (?:issue|problem))|mitigated?|reopen(?:ed)?|stabili[sz]ed?|return to (?:normal|service|full|operation|operational|health|its|their)|come back|go back to normal|be back)";
const FULLY = "(?:(?:fully|back|completely|entirely|partially|generally|made|up and|largely|mostly) ){0,2}";
const BE_WELL =
  "(?:available|operational|online|completed?|done|over|up|live|working|running|normal|healthy|ready|solved|reachable|accessible|deployed|rolled out|released|recovering|fine|ok|okay)";
const REPAIR = "(?:fix|recovery|resolution|restoration|repair|return to (?:service|normal)|patch|normal operations?)";
const WHEN = `(?:${DURATION}|${NEXT_STRETCH}|${FUTURE_DAY}|${TIME}|${DAY})`;
const NEWS = "(?:update|updates|information|details|news)";
const CURE =
  "(?:catch up|clear(?: up)?|normali[sz]e|sync(?:hroni[sz]e)?|update|settle|refresh|be (?:corrected|credited|processed|reprocessed|reissued|delivered|sent))";
const OPEN_OR_CLOSE =
  "(?:the )?(?:market )?(?:open|opening|close|closing)(?: bell)?(?! (?:orders?|positions?|of)(?![a-z]))";
const HABIT = "(?:answers?|responds?|repl(?:y|ies)|settles?|expires?|appears?|arrives?|shows?|loads?|refresh(?:es)?)";
const AT = "(?:at|by|around|from|before|on|in|within)";
/** When the next word comes is no promise of a recovery. */
const NEXT_UPDATE = `next updates?:?(?: (?:is|comes|follows))?(?: ${AT})?(?: about| around)? ${WHEN}`;
const ASKED =
  "(?:(?:reset|change|confirm|submit|cancel|contact|renew|reconnect|re-?link|re-?enter|verify|save|replace|move) (?:your|the|an?|any|all|each|open|pending|us|support)|(?:sign|log) (?:in|out)|reply)";
/** What readers are asked to do by then is no promise of ours. When to try again is one: it says when it works. */
const READERS_DEADLINE = `(?:(?<=(?:^|[.!?:;,]) ?)|(?<=please ))${ASKED} (?:(?!(?:to|and|or|so|is|are|be|it|that|which|when)(?![a-z]))[^\\s.,;:!?()]{1,30} ){0,4}(?:within|by|before) (?:the )?${WHEN}`;
const SOME_TIME = "(?:minutes|hours|days|moments|seconds)(?! of(?![a-z]))";

/** Pattern sources of phrases that promise, whatever the tense around them. */
const PROMISES = [
  `${WILL} ${words(4)}${MEND}${NOT_NOW}`,
  `${WILL} ${words(2)}be ${FULLY}${BE_WELL}${NOT_NOW}`,
  `(?:will|[a-z]{1,12}'ll|going to) ${words(4)}(?:provide|share|post|send|give|publish|issue|bring) ${words(4)}${NEWS}`,
  `(?:we|team|support|engineers|operators)(?: will| shall|'ll) ${words(3)}update`,
  `${WILL} ${words(3)}${CURE} ${words(4)}(?:overnight|by ${WHEN}|within|${FUTURE_DAY})`,
  `(?:may|might|could|ought to) ${words(3)}(?:${MEND}|${BE_WELL}) ${words(2)}(?:within|in|by|at) (?:${WHEN}|${SOME_TIME})`,
  `${REPAIR} (?:should|may|might|could|will) ${words(1)}take`,
  "it should (?:only|not) take",
  `(?:it|this)(?:'ll| will) take ${DURATION}`,
  `(?:will|[a-z]{1,12}'ll) ${words(1)}(?:update|post|report|share) ${words(4)}(?:at|by|in|within|around) ${WHEN}`,
  `should ${words(2)}have ${words(2)}${NEWS}`,
  `(?:probably|presumably|maybe|perhaps|likely) ${words(1)}${MEND} (?:by|within|in|before) ${WHEN}`,
  `(?:should|ought to) be (?:good|fine|${MEND}|${BE_WELL}) (?:by|at|before) (?:${WHEN}|\\d{1,2}(?!\\d|[:%]|\\.\\d))`,
  `no later than (?:${WHEN}|\\d)`,
  `guaranteed? (?:by|before|within) ${WHEN}`,
  `(?:should|may|might|could|will) take ${words(6)}to (?:recover|resolve|restore|repair|fix|complete)`,
  `${REPAIR} (?:is|are) on (?:its|their|the) way`,
  `(?:forecasts?|predicts?|foresees?|expects?|projects|promises) ${words(2)}${REPAIR}`,
  `(?:give|allow) (?:us|it) ${DURATION}`,
  `${NEWS} ${words(4)}(?:to|will) follow`,
  `${REPAIR} (?:is |are )?(?:expected|anticipated|scheduled|planned|imminent|coming|due(?! to))`,
  `(?:is|are|remains|to be) expected (?:at|in|on|within|before|around|for|by) (?:${WHEN}|\\d)`,
  "expected (?:by|before|within)",
  `expected (?:(?:at|in|on|around) )?${WHEN}`,
  `to be ${words(1)}${MEND} (?:by|within|in|at|before) ${WHEN}`,
  `(?:within|in|over|during|for) ${NEXT_STRETCH}`,
  `by ${FUTURE_DAY}`,
  `(?:to have|having|to get|getting) ${words(4)}${MEND} (?:(?:by|within|in|before) ${WHEN}|today|tonight)`,
  "(?<!as )soon(?! after)(?! afterwards)(?! as)",
  "shortly(?! after)(?! before)(?! thereafter)",
  `${WILL} ${words(2)}work ${words(1)}(?:again|normally|properly)${NOT_NOW}`,
  `${WILL} ${words(4)}(?:sort(?:ed)?|solved?)${NOT_NOW}`,
  `guaranteed? ${words(2)}${MEND}`,
  "at the latest",
  `target(?:ed)?(?: time)?(?::| is)? ${TIME}`,
  "est\\.? ?\\d{1,3} ?(?:m|mins?|minutes|h|hrs?|hours?)",
  `${REPAIR} (?:is|are) ${words(2)}${DURATION} (?:away|off)`,
];

/** Pattern sources of phrases that promise unless their clause is in the past tense ("were filled within 20 minutes"). */
const PROMISES_UNLESS_PAST = [
  `(?:${REPAIR}|hotfix|rollback|release) (?:goes|ships|lands|rolls|arrives|comes|follows) (?:out |live )?(?:${AT} )?${WHEN}`,
  `(?:${REPAIR}|(?:full|normal|regular) (?:service|functionality)) (?:is |are )?${AT} ${WHEN}`,
  `(?:works?|working) again ${AT} ${WHEN}`,
  `(?:resumes?|returns?|reopens?|recovers?|restarts?) (?:${TIME}|${DAY}|${FUTURE_DAY})`,
  `${DURATION} (?:left|to go)(?! (?:of|in|on|until)(?![a-z]))`,
  `(?:further|more) ${NEWS} ${words(1)}(?:at|by|in|around) ${WHEN}`,
  "(?:back|(?:should|will|'ll) be [a-z]{2,12}) (?:up |online )?in \\d{1,2}(?=$|[.!;,](?!\\d))",
  "within the (?:hour|day|week)",
  `within ${SOME_TIME}`,
  `back (?:up |online )?in ${SOME_TIME}`,
  "back (?:up |online )?(?:by|at|around) \\d{1,2}(?![\\d:%/-]|[.,]\\d| ?(?:percent|points?|ms|cents?|basis)(?![a-z]))",
  `(?:${MEND}|${BE_WELL}) ${words(4)}(?:by|before) ${OPEN_OR_CLOSE}`,
  `(?:${MEND}|${BE_WELL}|deploy|ship|roll(?:ed|ing|s)? out|resumes|returns|reopens|recovers) ${words(4)}${TOMORROW}`,
  `(?<!${HABIT} )(?:within|in) ${DURATION}(?![-a-z])(?! (?:instead|rather|interval|increment|batch|candle|bar|window|chunk|chart|period|step|of|after|late|behind|old))`,
  `(?:by|(?:back|up|online|available|operational)(?: up| online| again| to normal){0,2} (?:at|by|around|from|on)) (?:about |around |approximately )?(?:${TIME}|${DAY})`,
  `${DURATION} (?:to|till|until) ${words(2)}(?:${REPAIR}|${MEND})`,
  `(?:resumes|returns|reopens|recovers) ${words(3)}(?:at|by|around|on|in|within) (?:${TIME}|${DAY}|${DURATION})`,
];

function pattern(source: string): RegExp {
  return new RegExp(wholeWord(source || "(?!)"), "g");
}

const PAST =
  /(?<![a-z])(?:was|were|had|has|have|did|been|came|went|began|fell|rose|dropped|saw|got|took|ran|sent|lost|(?<!(?:be|is|are|to) )[a-z]{3,}ed)(?![a-z])/;
const CLAUSE_END = /[.,;:!?]| and | but | so /;

/** Finds promises about the future: expectations, estimates, "soon", and deadlines outside the past tense (contract §6.2). */
export function forwardLookingFinder(list: PhraseList): Finder {
  const phrases = pattern(matchAny(list.phrases.map(toLowerCaseSameLength), "[ -]"));
  const allowed = pattern(matchAny(list.allowed.map(toLowerCaseSameLength), "[ -]"));
  const harmless = [allowed, pattern(NEXT_UPDATE), pattern(READERS_DEADLINE)];
  const promises = PROMISES.map(pattern);
  const promisesUnlessPast = PROMISES_UNLESS_PAST.map(pattern);
  return (text) => {
    const small = toLowerCaseSameLength(text);
    const judged = blankSpans(
      small,
      harmless.flatMap((each) => findSpans(small, each)),
    );
    return [
      ...findSpans(judged, phrases),
      ...promises.flatMap((promise) => findSpans(judged, promise)),
      ...promisesUnlessPast.flatMap((promise) => findSpans(judged, promise, (match) => !isPastTense(judged, match))),
    ];
  };
}

function isPastTense(text: string, { 0: match, index }: RegExpExecArray): boolean {
  const end = index + match.length;
  const before =
    text
      .slice(Math.max(0, index - 200), index)
      .split(CLAUSE_END)
      .at(-1) ?? "";
  const after = text.slice(end, end + 200).split(CLAUSE_END, 1)[0] ?? "";
  return PAST.test(before) || PAST.test(after);
}

/** A language's phrases that promise, and phrases that only look like promises. `…` is a few words, `*` an ending. */
type PhraseList = { phrases: readonly string[]; allowed: readonly string[] };

const FEW_WORDS = "(?:(?!(?:no|nicht|kein|keine|pas|plus|jamais)[^a-z])[^\\s.,;:!?()]{1,30} ){0,6}";
const TRANSLATED_TIME =
  "(?:(?:las|um|gegen|etwa|ca\\.|vers) )?\\d{1,2}(?:[:.h]\\d{2})?(?: ?(?:uhr|h|horas|heures|utc|am|pm))?";
const TRANSLATED_SPAN =
  "(?:(?:unos|unas|etwa|ca\\.|circa|rund|environ|quelques|algunos|algunas|wenigen) )?(?:(?:\\d{1,3}|una?|media|ein(?:er|em)?|zwei|zehn|une?|deux|dix|dos|diez) )?(?:minut|hora|stunde|heure|std|tag|jour|dia|segundo|sekunde|seconde)[a-z]{0,3}";
const KANA_OR_KANJI = /[\u3040-\u30ff\u3400-\u9fff]/;

/** Finds promises in the other languages in which operators write. */
export function translatedPromiseFinder(languages: Readonly<Record<string, PhraseList>>): Finder {
  const finders = Object.values(languages).map(({ phrases, allowed }): Finder => {
    const promises = toPattern(phrases);
    const harmless = toPattern(allowed);
    return (text) => findSpans(blankSpans(text, findSpans(text, harmless)), promises);
  });
  return (text) => {
    const small = toLowerCaseSameLength(text);
    return finders.flatMap((find) => find(small));
  };
}

function toPattern(phrases: readonly string[]): RegExp {
  return new RegExp(phrases.map(phrasePattern).join("|") || "(?!)", "g");
}

/** Japanese and Chinese put no spaces between words, so there a phrase may stand anywhere. */
function phrasePattern(phrase: string): string {
  const source = toLowerCaseSameLength(foldText(phrase).folded)
    .split(" ... ")
    .map((part) => matchAny([part], "[ -]"))
    .join(` ${FEW_WORDS}`)
    .replaceAll("\\*", "[a-z]{0,12}")
    .replaceAll("\\{time\\}", TRANSLATED_TIME)
    .replaceAll("\\{span\\}", TRANSLATED_SPAN);
  return KANA_OR_KANJI.test(phrase) ? source : `(?<!(?<![a-z])no )${wholeWord(source)}`;
}
