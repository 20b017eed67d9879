import fc from "../../support/fast-check";

const SUBJECTS = [
  "Logins",
  "Orders",
  "Limit orders",
  "Some orders",
  "Quotes for US equities",
  "Option chains",
  "Charts",
  "Price alerts",
  "Deposits",
  "Backtests",
  "Email confirmations",
  "Statements",
  "API requests",
  "Brokerage connections",
  "Paper accounts",
  "Push notifications",
  "Password resets",
  "Positions of AAPL and BRK.B",
  "The app on iOS 17.4",
  "Version 2.14.3",
];
const PAST = [
  "failed",
  "were delayed",
  "were rejected",
  "were shown twice",
  "were slow",
  "returned 500 errors",
  "were restored",
  "recovered",
  "were rolled back",
  "were filled late",
  "timed out",
  "behaved as expected",
  "were not affected",
  "were fixed",
];
const PRESENT = [
  "are failing",
  "are delayed",
  "are slow",
  "are back to normal",
  "are being investigated",
  "are working again",
  "are read-only",
  "show wrong totals",
  "are stale",
  "are available",
  "are queued",
];
const PAST_TIMES = [
  "at 14:05 UTC",
  "between 13:55 and 14:10 UTC",
  "before 14:00 UTC",
  "on 2026-11-20",
  "within five minutes",
  "for about 20 minutes",
  "this morning",
  "yesterday",
  "shortly after the open",
  "during the pre-market session",
  "in two regions",
  "for 2.5% of users",
];
const PRESENT_TIMES = [
  "since 14:05 UTC",
  "for some users",
  "in Europe",
  "on Android",
  "again",
  "at the moment",
  "today",
];
const CLOSINGS = [
  "",
  "We are investigating.",
  "We are monitoring.",
  "No data was lost.",
  "Write to support@raxx.app with questions.",
  "Thank you for your patience.",
  "Deposits of $1,000.00 were shown as $100.",
];

const clause = (subjects: string[], verbs: string[], times: string[]) =>
  fc
    .tuple(fc.constantFrom(...subjects), fc.constantFrom(...verbs), fc.constantFrom(...times))
    .map((parts) => `${parts.join(" ")}.`);

/** One or two sentences as an operator writes them of the past and the present, put together at random. */
export const CLEAN_SENTENCE = fc
  .tuple(
    fc.oneof(clause(SUBJECTS, PAST, PAST_TIMES), clause(SUBJECTS, PRESENT, PRESENT_TIMES)),
    fc.constantFrom(...CLOSINGS),
  )
  .map((sentences) => sentences.filter((sentence) => sentence !== "").join(" "));
