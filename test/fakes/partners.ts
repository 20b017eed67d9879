import { readFileSync } from "node:fs";
import type { PartnerFeed } from "@/lib/schemas/registry";
import type { Reply } from "./server";

/** What a partner may say of itself; not every format has a word for each. */
export type Said = "OPERATIONAL" | "DEGRADED" | "PARTIAL" | "DOWN" | "MAINTENANCE";

/** A partner on this machine: its feed, and what it answers at which path while this is so. */
export type Partner = {
  feed: Omit<PartnerFeed, "url">;
  /** The path of the feed's own URL, below the partner's folder. */
  path: string;
  answers: (said: Said, nowMs: number, title?: string) => Record<string, Reply>;
  /** What it can say, besides OPERATIONAL. */
  words: readonly Said[];
  /** The vendor's own titles while it is in trouble. */
  title: string;
};

// biome-ignore lint/suspicious/noExplicitAny: fixtures are edited freely
const fixture = (name: string): any =>
  JSON.parse(readFileSync(new URL(`../fixtures/partners/${name}.json`, import.meta.url), "utf8"));
const iso = (ms: number) => new Date(ms).toISOString();

const STATUSPAGE: Record<Said, string> = {
  OPERATIONAL: "operational",
  DEGRADED: "degraded_performance",
  PARTIAL: "partial_outage",
  DOWN: "major_outage",
  MAINTENANCE: "under_maintenance",
};

const IMPACTS: Partial<Record<Said, string>> = { DEGRADED: "minor", PARTIAL: "major", DOWN: "critical" };

/** incident.io lists null where nothing is open, and names no components of what is. */
function dialect(said: Said, nowMs: number): Reply {
  const reply = summary("incident-io", "Vault", said, nowMs);
  const impact = IMPACTS[said];
  if (impact) Object.assign(reply.body as object, { incidents: [{ ...fixture("incident-io-incident"), impact }] });
  return reply;
}

function summary(name: string, listed: string, said: Said, nowMs: number, title?: string): Reply {
  const body = fixture(name);
  body.page.updated_at = iso(nowMs).replace("Z", "+00:00");
  for (const component of body.components) if (component.name === listed) component.status = STATUSPAGE[said];
  if (said === "MAINTENANCE" && body.incidents) body.scheduled_maintenances = [fixture("statuspage-maintenance")];
  else if (said !== "OPERATIONAL" && body.incidents)
    body.incidents = [{ ...fixture("statuspage-incident"), ...(title && { name: title }) }];
  return { body };
}

function workspace(said: Said, nowMs: number): Reply {
  const [open, closed] = fixture("google-workspace");
  const at = { begin: iso(nowMs - 3_600_000), created: iso(nowMs), modified: iso(nowMs) };
  const status = said === "DOWN" ? "SERVICE_OUTAGE" : "SERVICE_DISRUPTION";
  const incident = { ...open, ...at, most_recent_update: { ...open.most_recent_update, status } };
  return { body: said === "OPERATIONAL" ? [{ ...closed, modified: iso(nowMs) }] : [incident, closed] };
}

function items(said: Said, nowMs: number): Reply {
  const word = said === "OPERATIONAL" ? "Resolved" : said === "MAINTENANCE" ? "In progress" : "Investigating";
  const date = new Date(nowMs).toUTCString();
  return {
    headers: { "Content-Type": "application/rss+xml" },
    body: `<?xml version="1.0"?><rss version="2.0"><channel><title>Packets</title><pubDate>${date}</pubDate>
      <item><title>Tunnels drop</title><pubDate>${date}</pubDate><guid isPermaLink="false">packets-1</guid>
      <description>&lt;p&gt;&lt;strong&gt;${word}&lt;/strong&gt; - Tunnels.&lt;/p&gt;</description></item></channel></rss>`,
  };
}

const COLOURS: Partial<Record<Said, string>> = { OPERATIONAL: "green", DEGRADED: "yellow", DOWN: "red" };
const SORRY: Partial<Record<Said, string>> = {
  OPERATIONAL: "operational",
  DEGRADED: "partially-degraded",
  MAINTENANCE: "under_maintenance",
};

/** One partner of each format that we can poll. */
export const PARTNERS: Record<string, Partner> = {
  statuspage: {
    feed: { kind: "statuspage", components: ["Edge", "DNS"], max_age_days: 90 },
    path: "api/v2/summary.json",
    answers: (said, now, title) => ({ "api/v2/summary.json": summary("statuspage", "Edge", said, now, title) }),
    words: ["DEGRADED", "PARTIAL", "DOWN", "MAINTENANCE"],
    title: "Requests at the edge are slow",
  },
  "incident-io": {
    feed: { kind: "statuspage" },
    path: "api/v2/summary.json",
    answers: (said, now) => ({ "api/v2/summary.json": dialect(said, now) }),
    words: ["DEGRADED", "PARTIAL", "DOWN", "MAINTENANCE"],
    title: "Reading secrets fails now and then",
  },
  heroku: {
    feed: { kind: "heroku", components: ["Apps", "Data"] },
    path: "api/v4/current-status",
    answers: (said) => {
      const body = fixture("heroku");
      body.status[0].status = COLOURS[said];
      if (said !== "OPERATIONAL") body.incidents = [fixture("heroku-incident")];
      return { "api/v4/current-status": { body } };
    },
    words: ["DEGRADED", "DOWN"],
    title: "Routing errors in Europe",
  },
  sorry: {
    feed: { kind: "sorry" },
    path: "api/v1/components",
    answers: (said) => {
      const body = fixture("sorry-components");
      body.components[1].state = SORRY[said];
      const notices = said === "OPERATIONAL" ? { notices: [] } : fixture("sorry-notices");
      return { "api/v1/components": { body }, "api/v1/notices": { body: notices } };
    },
    words: ["DEGRADED", "MAINTENANCE"],
    title: "Mail leaves late",
  },
  workspace: {
    feed: { kind: "google_workspace", components: ["productMail"], max_age_days: 90 },
    path: "incidents.json",
    answers: (said, now) => ({ "incidents.json": workspace(said, now) }),
    words: ["DEGRADED", "DOWN"],
    title: "Some mail arrives late",
  },
  rss: {
    feed: { kind: "rss" },
    path: "history.rss",
    answers: (said, now) => ({ "history.rss": items(said, now) }),
    words: ["DEGRADED", "MAINTENANCE"],
    title: "Tunnels drop",
  },
};
