export const DAY_MS = 86_400_000;

/** How far another clock may be ahead of the platform's (contract §5.1). */
export const CLOCK_SKEW_MS = 300_000;

/** How many UTC days of states and incidents are public, including today. */
export const HISTORY_DAYS = 90;

/** How many days a resolved incident is listed; the archive takes it after that, and no earlier. */
export const INCIDENT_DAYS = 30;
