import { find, operatorPage } from "@/app/_ops/operator-page";
import { AtPage } from "@/components/ops/at-page";
import type { OpsPageAt } from "@/lib/schemas/ops";
import { readInstant } from "@/lib/schemas/ops-form";
import { AtQuery } from "@/lib/schemas/ops-write";
import { parseWith } from "@/lib/server/body";
import { readPageAt } from "@/lib/services/operators/read-page-at";

type Found = { page: OpsPageAt | null };

/** The public page at an instant: `?time=<ISO>`. */
export default operatorPage({
  path: "/ops/at",
  title: "Time machine",
  load: async ({ ctx, query }) => {
    const time = readInstant(query.time ?? "");
    const read = async () => ({ page: time ? await readPageAt(ctx, parseWith(AtQuery, { time }).time) : null });
    const found = await find<Found>(read, { page: null });
    return { ...found, time: found.page?.time ?? "" };
  },
  View: AtPage,
});
