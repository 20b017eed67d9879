import { publicPage } from "@/app/_public/public-page";
import { readFallback } from "@/components/history/fallback-notice";
import { IncidentPage } from "@/components/history/incident-page";
import { incidentPreview } from "@/components/history/incident-preview";
import { readIncident } from "@/lib/services/public/read-incident";

/** One incident, by its public id; that of another of its surfaces leads there. */
const page = publicPage({
  path: (id) => `/incidents/${id}`,
  load: async (ctx, { id }) => {
    if (!/^inc_\d{5,15}$/.test(id)) return null;
    const { incident, previous, next, now, ...freshness } = await readIncident(ctx, id);
    if (!incident) return null;
    const data = { incident, previous, next, now, fallback: readFallback(ctx.now, { now, ...freshness }) };
    const movedTo = incident.id === id ? undefined : `/incidents/${incident.id}`;
    return { ...freshness, data, content: [incident, previous, next, freshness.stale], movedTo };
  },
  summary: incidentPreview,
  View: IncidentPage,
  client: "incident",
});

export default page;
export const generateMetadata = page.generateMetadata;
