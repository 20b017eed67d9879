import { acknowledgeAlert, invalidateAll, runJob } from "@/app/ops/server-actions";
import { ChecksPage } from "@/components/ops/checks-page";
import { OpsShell } from "@/components/ops/ops-shell";
import { CACHE_LIFE } from "@/lib/edge/keep";
import { requirePageOperator } from "@/lib/http/operator-page";
import { namesOf } from "@/lib/http/surface-names";
import { readChecks } from "@/lib/usecases/read-checks";

export const dynamic = "force-dynamic";

const ACTS = { acknowledge: acknowledgeAlert, run: runJob, invalidate: invalidateAll };

/** Alerts and checks. */
export default async function Page() {
  const { ctx, operator } = await requirePageOperator();
  const checks = await readChecks(ctx, CACHE_LIFE);
  return (
    <OpsShell viewer={operator} path="/ops/checks" title="Checks">
      <ChecksPage checks={checks} names={namesOf(ctx)} acts={ACTS} requestId={crypto.randomUUID()} />
    </OpsShell>
  );
}
