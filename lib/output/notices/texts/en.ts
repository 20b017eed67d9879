import type { NoticeTexts } from "../texts";

export const en: NoticeTexts = {
  kinds: {
    incidents: "Incident",
    maintenance: "Maintenance",
    measured: "Measured outage",
    postmortems: "Postmortem",
  },
  steps: {
    opened: "New",
    updated: "Update",
    resolved: "Resolved",
    planned: "Planned",
    moved: "Moved",
    reminder_24h: "Reminder, a day before",
    reminder_1h: "Reminder, an hour before",
    started: "Started",
    ended: "Ended",
    cancelled: "Cancelled",
    published: "Published",
  },
  severities: { down: "down", partial: "partly down", degraded: "degraded", maintenance: "in maintenance" },
  phases: {
    investigating: "We are investigating",
    identified: "The cause is known",
    monitoring: "A fix is in place and being watched",
    resolved: "Resolved",
  },
  affected: "Affected: {surfaces} ({severity})",
  span: "From {start} to {end}",
  since: "Since {start}",
  link: "Open on the status page",
  digest: "{count} status updates",
  digestWhy: "In the last hour there was more to tell than ten messages, so this one has all of it.",
  why: "You get this because you subscribed to Raxx's status.",
  unsubscribe: "Unsubscribe: {url}",
  change: "Change what you get: enter your address at {url}",
  mirror: "If the page can't be reached, a copy on another host: {url}",
  confirm: {
    subject: "Confirm your subscription to Raxx's status",
    body: [
      "Somebody, we hope you, asked to be told of Raxx's status at this address.",
      "Confirm it on this page, within 24 hours: {url}",
      "If it was not you, ignore this mail: nothing is sent to you, and the address is deleted within 48 hours.",
    ],
  },
  manage: {
    subject: "Your subscription to Raxx's status",
    body: [
      "This address is subscribed to Raxx's status. On this page you see and change what you get, or delete it: {url}",
      "The link holds for 7 days. If you did not ask for it, ignore this mail.",
    ],
  },
  disabled: {
    subject: "Raxx's status can't be delivered to your webhook",
    body: [
      "For three days, {channel} at {host} took none of our messages. The subscription is off now.",
      "Once it answers again, subscribe it anew at {url}",
    ],
  },
  ping: "This is where Raxx's status is told.",
};
