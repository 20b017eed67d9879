const WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const PART_OF_DAY = "(?:morning|afternoon|evening|weekend|week|month|quarter|hour)";
const CLOCK =
  "(?:\\d{1,2}:\\d{2}|\\d{1,2} ?(?:am|pm|a\\.m|p\\.m|utc|gmt|[ecmp][sd]?t(?![a-z]))|noon|midnight|midday|lunchtime)";
const UNIT = "(?:second|sec|minute|min|hour|hr|day|week|month|business day|moment)s?";
const COUNT =
  "(?:\\d{1,4}(?:[.,-]\\d{1,4})?(?: ?(?:to|or) \\d{1,4})?|an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty|half an|a few|a couple of|a couple|several|few)";
const ROUGHLY =
  "(?:(?:about|around|approximately|approx\\.?|roughly|less than|under|up to|at most|another|just|the|~|only) ?){0,2}";

/** A weekday's name, as a pattern source. */
export const DAY = WEEKDAY;

/** A time of day, as a pattern source. */
export const TIME = CLOCK;

/** A length of time ("about 20 minutes"), as a pattern source. */
export const DURATION = `${ROUGHLY}${COUNT}[ -]?${UNIT}`;

/** A future stretch of time ("the next few hours"), as a pattern source. */
export const NEXT_STRETCH = `the (?:next|coming) (?:${COUNT} )?(?:${UNIT}|few)`;

/** A day or night that can only lie ahead, as a pattern source. */
export const TOMORROW = `(?:tomorrow|tonight|later today|next (?:${PART_OF_DAY}|${WEEKDAY}))`;

/** Tomorrow, and the ends of spans that a deadline may name, as a pattern source. */
export const FUTURE_DAY = `(?:${TOMORROW}|eod|eow|cob|(?:the )?end of (?:the |this |next )?(?:business )?(?:day|today|week|month|${PART_OF_DAY})|this (?:afternoon|evening|weekend))`;
