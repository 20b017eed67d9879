import { notFound } from "next/navigation";
import { operatorPage } from "@/app/_ops/operator-page";
import { surfaceGroups } from "@/app/_ops/surface-groups";
import { stepWrite } from "@/app/ops/server-actions";
import { IncidentPage } from "@/components/ops/incident-page";
import { readTold } from "@/lib/services/incidents/read";

/** One incident: what customers have read of it, and the forms that tell more. */
export default operatorPage({
  path: "/ops/incidents",
  title: ({ told }) => told.public_id,
  load: async ({ ctx, id, names, query: { action = "" } }) => ({
    told: (await readTold(ctx, id)) ?? notFound(),
    names,
    groups: surfaceGroups(ctx),
    action,
    step: stepWrite,
  }),
  View: IncidentPage,
});
