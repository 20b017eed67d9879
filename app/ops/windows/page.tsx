import { operatorPage } from "@/app/_ops/operator-page";
import { stepWrite } from "@/app/ops/server-actions";
import { t } from "@/components/messages/t";
import { opsMessages } from "@/components/ops/ops-messages";
import { WindowsPage } from "@/components/ops/windows-page";
import { CATEGORIES } from "@/lib/core/engine/states";
import { readOpsWindows } from "@/lib/services/maintenance/list";

/** Maintenance windows. */
export default operatorPage({
  path: "/ops/windows",
  title: "Maintenance",
  load: async ({ ctx, query: { edit = "", plan }, names }) => {
    const { windows } = await readOpsWindows(ctx);
    const groups = CATEGORIES.map((category) => ({
      title: t(opsMessages, `categories.${category}`),
      ids: ctx.registry.entries.filter((entry) => entry.category === category).map(({ id }) => id),
    }));
    return { windows, names, groups, now: ctx.now, edited: edit, isPlanning: plan !== undefined, step: stepWrite };
  },
  View: WindowsPage,
});
