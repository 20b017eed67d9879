import { operatorPage } from "@/app/_ops/operator-page";
import { stepWrite } from "@/app/ops/server-actions";
import { t } from "@/components/messages/t";
import { opsMessages } from "@/components/ops/ops-messages";
import { WindowsPage } from "@/components/ops/windows-page";
import type { Category } from "@/lib/core/engine/states";
import { toPageLayout } from "@/lib/output/page-layout";
import { LANGUAGES } from "@/lib/schemas/language";
import { readOpsWindows } from "@/lib/services/maintenance/list";

/** Maintenance windows. */
export default operatorPage({
  path: "/ops/windows",
  title: "Maintenance",
  load: async ({ ctx, query: { edit = "", plan }, names }) => {
    const { windows } = await readOpsWindows(ctx);
    const groups = toPageLayout(ctx.registry, LANGUAGES[0]).groups.map(({ id, label, surfaces }) => ({
      title: label ?? t(opsMessages, `categories.${id as Category}`),
      ids: surfaces,
    }));
    return { windows, names, groups, now: ctx.now, edited: edit, isPlanning: plan !== undefined, step: stepWrite };
  },
  View: WindowsPage,
});
