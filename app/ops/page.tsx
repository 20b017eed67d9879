import { operatorPage } from "@/app/_ops/operator-page";
import { DashboardPage } from "@/components/ops/dashboard-page";
import { readDashboard, verdictOf } from "@/lib/services/operators/read-dashboard";

export default operatorPage({
  path: "/ops",
  title: "Dashboard",
  load: async ({ ctx, query: { q = "", state = "" } }) => {
    const dashboard = await readDashboard(ctx);
    return { dashboard, verdict: verdictOf(ctx, dashboard), filter: { q, state } };
  },
  View: DashboardPage,
});
