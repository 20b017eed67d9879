import type { selectUsed } from "@/db/queries/sign-up-limits";
import type { SignUpLimit } from "@/lib/schemas/ops-subscribers";

/** How many letters an address and everybody together get in a day (contract §20.5). */
export const LETTERS = { ownADay: 3, allADay: 2_000 };

/** How many subscribers may be unconfirmed at once. */
export const MOST_PENDING = 1_000;

/** How many sign-ups a network address has in a day (a mobile carrier or an office has one for many people), and how many browsers there may be that nothing was sent to yet: each counts at once, without a mail. */
export const [MOST_OF_NETWORK, MOST_UNSENT] = [200, 10_000];

const MOST = { letters_a_day: LETTERS.allADay, unconfirmed: MOST_PENDING, unsent_browsers: MOST_UNSENT };

/** From which part of a limit operators are shown that it is near. */
const NEAR = 0.8;

type Used = Awaited<ReturnType<typeof selectUsed>>[number];

/** How far the limits that concern everybody are used, as `selectUsed` counted. */
export function viewLimits(used: Used | undefined): SignUpLimit[] {
  const counts: Record<SignUpLimit["limit"], number> = {
    letters_a_day: used?.letters ?? 0,
    unconfirmed: used?.pending ?? 0,
    unsent_browsers: used?.browsers ?? 0,
  };
  return (Object.keys(MOST) as SignUpLimit["limit"][]).map((limit) => {
    const [count, most] = [counts[limit], MOST[limit]];
    return { limit, count, most, level: count >= most ? "reached" : count >= most * NEAR ? "near" : "ok" };
  });
}
