import type { PartnerFeed } from "../../lib/schemas/registry";

/** What a partner says of its own trouble. */
export type PartnerTrouble = { state: "DEGRADED" | "PARTIAL" | "DOWN"; title: string };

type Documents = (feed: PartnerFeed, trouble: PartnerTrouble | null) => Record<string, object>;

const HOUR_MS = 3_600_000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
const named = ({ components = ["Service"] }: PartnerFeed): { id: string; name: string }[] =>
  components.map((name, i) => ({ id: String(i + 1), name }));

const STATUSPAGE = {
  DEGRADED: { status: "degraded_performance", impact: "minor" },
  PARTIAL: { status: "partial_outage", impact: "major" },
  DOWN: { status: "major_outage", impact: "critical" },
};

const statuspage: Documents = (feed, trouble) => {
  const { status, impact } = trouble ? STATUSPAGE[trouble.state] : { status: "operational", impact: "none" };
  const [touched, ...others] = named(feed);
  const incident = { name: trouble?.title, status: "investigating", impact, components: [touched] };
  return {
    "api/v2/summary.json": {
      page: { updated_at: ago(0) },
      components: [{ ...touched, status }, ...others.map((other) => ({ ...other, status: "operational" }))],
      incidents: trouble ? [incident] : [],
      scheduled_maintenances: [],
    },
  };
};

const heroku: Documents = (feed, trouble) => {
  const colour = trouble ? { DEGRADED: "yellow", PARTIAL: "yellow", DOWN: "red" }[trouble.state] : "green";
  const [touched, ...others] = named(feed).map(({ name }) => ({ system: name, status: "green" }));
  const incident = {
    title: trouble?.title,
    state: "open",
    systems: [{ name: touched?.system, status: colour }],
  };
  return {
    "api/v4/current-status": {
      status: [{ ...touched, status: colour }, ...others],
      incidents: trouble ? [incident] : [],
      scheduled: [],
    },
  };
};

const sorry: Documents = (feed, trouble) => ({
  "api/v1/components": {
    components: named(feed).map((component) => ({ ...component, state: trouble ? "degraded" : "operational" })),
  },
  "api/v1/notices": { notices: trouble ? [{ subject: trouble.title, timeline_state: "present" }] : [] },
});

const googleWorkspace: Documents = ({ components = ["product"] }, trouble) => {
  const incident = (id: string, title: string, status: string, end?: string) => ({
    ...{ id, begin: ago(HOUR_MS), modified: ago(0), external_desc: `**Title:**\n${title}`, service_key: components[0] },
    ...{ most_recent_update: { status }, status_impact: "SERVICE_DISRUPTION", affected_products: [], end },
  });
  const past = incident("past", "Some mail arrived late", "AVAILABLE", ago(0));
  const open =
    trouble &&
    incident("open", trouble.title, { DOWN: "SERVICE_OUTAGE" }[trouble.state as string] ?? "SERVICE_DISRUPTION");
  return { "incidents.json": open ? [open, past] : [past] };
};

/** Every document that a partner of a kind serves, by its path. */
export const PARTNER_DOCUMENTS: Partial<Record<PartnerFeed["kind"], Documents>> = {
  statuspage,
  heroku,
  sorry,
  google_workspace: googleWorkspace,
};
