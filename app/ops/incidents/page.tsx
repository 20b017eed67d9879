import { find, operatorPage } from "@/app/_ops/operator-page";
import { stepWrite } from "@/app/ops/server-actions";
import { IncidentsPage } from "@/components/ops/incidents-page";
import { parseWith } from "@/lib/http/body";
import { IncidentsQuery } from "@/lib/schemas/ops-write";
import { readIncidents } from "@/lib/usecases/incidents/list";

/** Incidents, open and past. */
export default operatorPage({
  path: "/ops/incidents",
  title: "Incidents",
  load: async ({ ctx, query, names }) => {
    const { surface, open, before } = query;
    const read = async () => readIncidents(ctx, parseWith(IncidentsQuery, { surface, open, before }));
    return { ...(await find(read, { incidents: [], next: null })), names, query, step: stepWrite };
  },
  View: IncidentsPage,
});
