import { operatorPage } from "@/app/_ops/operator-page";
import { acknowledgeAlert, invalidateAll, runJob } from "@/app/ops/server-actions";
import { ChecksPage } from "@/components/ops/checks-page";
import { CACHE_LIFE } from "@/lib/server/cache/cache-headers";
import { readChecks } from "@/lib/services/operators/read-checks";

const acts = { acknowledge: acknowledgeAlert, run: runJob, invalidate: invalidateAll };

/** Alerts and checks. */
export default operatorPage({
  path: "/ops/checks",
  title: "Checks",
  load: async ({ ctx, names }) => ({
    checks: await readChecks(ctx, CACHE_LIFE),
    names,
    acts,
    requestId: crypto.randomUUID(),
  }),
  View: ChecksPage,
});
