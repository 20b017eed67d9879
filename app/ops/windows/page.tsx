import { operatorPage } from "@/app/_ops/operator-page";
import { surfaceGroups } from "@/app/_ops/surface-groups";
import { stepWrite } from "@/app/ops/server-actions";
import { WindowsPage } from "@/components/ops/windows-page";
import { readOpsWindows } from "@/lib/services/maintenance/list";

/** Maintenance windows. */
export default operatorPage({
  path: "/ops/windows",
  title: "Maintenance",
  load: async ({ ctx, query: { edit = "", plan }, names }) => {
    const { windows } = await readOpsWindows(ctx);
    const groups = surfaceGroups(ctx);
    return { windows, names, groups, now: ctx.now, edited: edit, isPlanning: plan !== undefined, step: stepWrite };
  },
  View: WindowsPage,
});
