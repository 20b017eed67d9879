import { operatorPage } from "@/app/_ops/operator-page";
import { stepWrite } from "@/app/ops/server-actions";
import { WritePage } from "@/components/ops/write-page";
import { readDashboard } from "@/lib/services/operators/read-dashboard";

/** One write on several surfaces. */
export default operatorPage({
  path: "/ops",
  title: "Update customers",
  load: async ({ ctx, query: { action = "" }, values: { surface = [] } }) => {
    const { surfaces } = await readDashboard(ctx);
    return { surfaces: surfaces.filter(({ id }) => [surface].flat().includes(id)), action, step: stepWrite };
  },
  View: WritePage,
});
