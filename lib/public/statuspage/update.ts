import type { AffectedComponent } from "@/lib/schemas/statuspage";
import { toStatuspageTime } from "./page";

/** What an update says, before it is dressed in Statuspage's keys; `at` is epoch milliseconds. */
export type Said<Status extends string> = {
  id: string;
  status: Status;
  body: string;
  incidentId: string;
  at: number;
  affected: AffectedComponent[];
};

/** One entry of `incident_updates`; when it was said is when it is shown, and it never changes. */
export const updateOf = <Status extends string>({ id, status, body, incidentId, at, affected }: Said<Status>) => ({
  id,
  status,
  body,
  incident_id: incidentId,
  created_at: toStatuspageTime(at),
  updated_at: toStatuspageTime(at),
  display_at: toStatuspageTime(at),
  affected_components: affected,
  deliver_notifications: true,
  custom_tweet: null,
  tweet_id: null,
});
