import { operatorPage } from "@/app/_ops/operator-page";
import { DashboardPage } from "@/components/ops/dashboard-page";
import { readDashboard } from "@/lib/services/operators/read-dashboard";

export default operatorPage({
  path: "/ops",
  title: "Dashboard",
  load: async ({ ctx, query: { q = "", state = "" } }) => ({
    dashboard: await readDashboard(ctx),
    filter: { q, state },
  }),
  View: DashboardPage,
});
