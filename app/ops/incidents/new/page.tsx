import { operatorPage } from "@/app/_ops/operator-page";
import { surfaceGroups } from "@/app/_ops/surface-groups";
import { stepWrite } from "@/app/ops/server-actions";
import { NewIncidentPage } from "@/components/ops/new-incident-page";
import { readSeen } from "@/lib/services/incidents/read";

/** The form that opens an incident. */
export default operatorPage({
  path: "/ops/incidents",
  title: "New incident",
  load: async ({ ctx, names }) => ({
    surfaces: await readSeen(ctx),
    names,
    groups: surfaceGroups(ctx),
    step: stepWrite,
  }),
  View: NewIncidentPage,
});
