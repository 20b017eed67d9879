import type { Reminder } from "./event";

const HOUR_MS = 3_600_000;

/** How long before a window its reminders go out, the later one first. */
const LEADS: readonly [step: Reminder, ms: number][] = [
  ["reminder_1h", HOUR_MS],
  ["reminder_24h", 24 * HOUR_MS],
];

/** A window that has not begun; `changedAt` is when it was planned or last moved. */
export type PlannedWindow = { startsAt: number; changedAt: number };

type DueReminder = { step: Reminder; at: number };

/** The reminder that is due, or null. A window that was planned or moved within the lead needs none: its own notice came then. */
export function findReminder({ startsAt, changedAt }: PlannedWindow, now: number): DueReminder | null {
  if (now >= startsAt) return null;
  const [due] = LEADS.filter(([, lead]) => now >= startsAt - lead);
  if (!due) return null;
  const [step, lead] = due;
  return changedAt < startsAt - lead ? { step, at: startsAt - lead } : null;
}
