import { wholeWord } from "./span";
import { DAY, DURATION, FUTURE_DAY, NEXT_STRETCH, TIME, TOMORROW } from "./time-words";

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
const HABIT = "(?:answers?|responds?|repl(?:y|ies)|settles?|expires?)";
const SOME_TIME = "(?:minutes|hours|days|moments|seconds)(?! of(?![a-z]))";

/** What promises in any tense around it, as pattern sources. */
export const PROMISES = [
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
  `(?:probably|presumably|maybe|perhaps) ${words(1)}${MEND} (?:by|within|in|before) ${WHEN}`,
  `(?:should|may|might|could|will) take ${words(6)}to (?:recover|resolve|restore|repair|fix|complete)`,
  `${REPAIR} (?:is|are) on (?:its|their|the) way`,
  `(?:forecasts?|predicts?|foresees?|expects?|projects|promises) ${words(2)}${REPAIR}`,
  `(?:give|allow) (?:us|it) ${DURATION}`,
  `${NEWS} ${words(4)}(?:to|will) follow`,
  `${REPAIR} (?:is |are )?(?:expected|anticipated|imminent|coming|due(?! to))`,
  `(?:is|are|remains|to be) expected (?:at|in|on|within|before|around|for|by) (?:${WHEN}|\\d)`,
  "expected (?:by|before|within)",
  `expected (?:(?:at|in|on|around) )?${WHEN}`,
  `to be ${words(1)}${MEND} (?:by|within|in|at|before) ${WHEN}`,
  `(?:within|in|over|during|for) ${NEXT_STRETCH}`,
  `by ${FUTURE_DAY}`,
  `(?:to have|having|to get|getting) ${words(4)}${MEND} (?:(?:by|within|in|before) ${WHEN}|today|tonight)`,
  "(?<!as )soon(?! after)(?! afterwards)(?! as)",
  "shortly(?! after)(?! before)(?! thereafter)",
];

/** What promises unless its clause tells of the past ("were filled within 20 minutes"), as pattern sources. */
export const PROMISES_UNLESS_PAST = [
  `(?:${REPAIR}|hotfix|rollback|release) (?:goes|ships|lands|rolls|arrives|comes|follows) (?:out |live )?${FUTURE_DAY}`,
  `(?:further|more|next) ${NEWS} ${words(1)}(?:at|by|in|around) ${WHEN}`,
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

/** A whole word or phrase in small letters. */
export function pattern(source: string): RegExp {
  return new RegExp(wholeWord(source || "(?!)"), "g");
}
