import { find, operatorPage } from "@/app/_ops/operator-page";
import { stepWrite } from "@/app/ops/server-actions";
import { IncidentsPage } from "@/components/ops/incidents-page";
import { IncidentsQuery } from "@/lib/schemas/ops-write";
import { parseWith } from "@/lib/server/body";
import { readIncidents } from "@/lib/services/incidents/list";

/** Incidents, open and past. */
export default operatorPage({
  path: "/ops/incidents",
  title: "Incidents",
  load: async ({ ctx, query, names }) => {
    const { surface, open, month, q, before } = query;
    const read = async () => readIncidents(ctx, parseWith(IncidentsQuery, { surface, open, month, q, before }));
    return { ...(await find(read, { incidents: [], next: null })), names, now: ctx.now, query, step: stepWrite };
  },
  View: IncidentsPage,
});
