import { notFound } from "next/navigation";
import { operatorPage } from "@/app/_ops/operator-page";
import { muteAlerts, stepWrite } from "@/app/ops/server-actions";
import { SurfacePage } from "@/components/ops/surface-page";
import { readDashboard } from "@/lib/services/operators/read-dashboard";

/** One surface: the reason for its state, and the forms. */
export default operatorPage({
  path: "/ops",
  title: ({ surface }) => surface.display_name,
  load: async ({ ctx, id, query: { action = "", lasts } }) => {
    const { surfaces, generated_at: now } = await readDashboard(ctx);
    const surface = surfaces.find((each) => each.id === id) ?? notFound();
    return { surface, now, action, lasts, step: stepWrite, mute: muteAlerts, requestId: crypto.randomUUID() };
  },
  View: SurfacePage,
});
