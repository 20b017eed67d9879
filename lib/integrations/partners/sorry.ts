import * as z from "zod";
import {
  concludeReading,
  FailedPoll,
  Id,
  type PartnerFormat,
  type PartnerState,
  parseBody,
  parseJsonAs,
  selectListed,
  Text,
} from "./format";

const Components = z.object({
  components: z.array(z.object({ id: Id, name: z.string(), state: z.string() })),
  meta: z.object({ next_page: z.unknown().optional() }).nullish().catch(null),
});

const Notices = parseJsonAs(z.object({ notices: z.array(z.object({ subject: Text, timeline_state: Text })) }));

const COMPONENT_STATES: ReadonlyMap<string, PartnerState> = new Map([
  ["operational", "OPERATIONAL"],
  ["degraded", "DEGRADED"],
  ["partially-degraded", "DEGRADED"],
  ["under_maintenance", "MAINTENANCE"],
]);

/** Sorry™ (Postmark): the worst of the listed components; notices name no component and give titles only, and the feed has no time of its own. */
export const sorry: PartnerFormat = ({ url }) => [
  {
    requests: [{ url }, { url: new URL("notices", url).href, optional: true }],
    read: ([componentsBody, noticesBody], feed, now) => {
      const { components, meta } = parseBody(componentsBody ?? "", Components);
      const states = selectListed(feed, components).map(({ state }) => COMPONENT_STATES.get(state) ?? "DEGRADED");
      const reading = concludeReading({ states, titles: openNotices(noticesBody), feedAt: null }, feed, now);
      const isPartOfAll = feed.components === undefined && Boolean(meta?.next_page);
      if (isPartOfAll && reading.state === "OPERATIONAL") throw new FailedPoll("incomplete");
      return reading;
    },
  },
];

/** Titles of current notices; where the body can't be parsed, only the titles are missing. */
function openNotices(body: string | null | undefined): string[] {
  const notices = Notices.safeParse(body).data?.notices ?? [];
  return notices.filter(({ timeline_state }) => timeline_state === "present").map(({ subject }) => subject);
}
