import { operatorPage } from "@/app/_ops/operator-page";
import { DashboardPage } from "@/components/ops/dashboard-page";
import { reachVerdict } from "@/lib/core/verdict";
import { teamSurfaces } from "@/lib/output/page-layout";
import { readDashboard } from "@/lib/services/operators/read-dashboard";

export default operatorPage({
  path: "/ops",
  title: "Dashboard",
  load: async ({ ctx, query: { q = "", state = "" } }) => {
    const dashboard = await readDashboard(ctx);
    const rated = dashboard.surfaces.map(({ id, category, shown_state }) => ({ id, category, state: shown_state }));
    const { state: verdict } = reachVerdict(rated, teamSurfaces(ctx.registry));
    return { dashboard, verdict, filter: { q, state } };
  },
  View: DashboardPage,
});
