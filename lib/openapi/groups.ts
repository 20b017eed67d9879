/** The chapters of the description, in order. */
export const GROUPS = {
  Status: "What is true now, what was resolved lately, and the market's clock.",
  Uptime: "The numbers behind the bars.",
  "Feeds and calendars":
    "Incidents as feeds and maintenance as a calendar, of everything or of one surface. A reader that requests again with `If-None-Match` gets 304 while nothing has changed.",
  "Badges and embed": "Pictures and a bar for other sites.",
  "Statuspage v2": "The same facts in the format of Statuspage's public API, for the tools that read it.",
  "About this API": "Whether our own monitoring runs, and this description.",
  "Writing status": "What a source reports about a surface.",
  Maintenance: "Windows of planned downtime.",
  Operations: "What is stored and why, and commands.",
  Webhooks: "FreeScout's deliveries.",
} as const satisfies Record<string, string>;

export type GroupName = keyof typeof GROUPS;
