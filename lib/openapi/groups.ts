/** The chapters of the description, in order. */
export const GROUPS = {
  Status: "What is true now, what was resolved lately, and the market's clock.",
  Uptime: "The numbers behind the bars.",
  "Feeds and calendars":
    "Incidents as feeds and maintenance as a calendar, of everything or of one surface. A reader that asks again with `If-None-Match` gets 304 while nothing has changed.",
  "Badges and embed": "Pictures and a bar for other sites.",
  "Statuspage v2": "The same facts in the dialect of Statuspage's public API, for the tools that speak it.",
  "About this API": "Whether our own monitoring runs, and this description.",
  "Writing status": "What any source says of a surface.",
  Maintenance: "Windows of planned downtime.",
  Operations: "What is stored and why, and orders to the machinery.",
  Webhooks: "FreeScout's deliveries.",
} as const satisfies Record<string, string>;

export type GroupName = keyof typeof GROUPS;
