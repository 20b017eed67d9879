import { ActionsPage } from "@/components/ops/actions-page";
import { OpsShell } from "@/components/ops/ops-shell";
import { requirePageOperator } from "@/lib/http/operator-page";
import { readActions } from "@/lib/usecases/operator-acts";

export const dynamic = "force-dynamic";

/** What operators did. */
export default async function Page() {
  const { ctx, operator } = await requirePageOperator();
  const { actions } = await readActions(ctx);
  return (
    <OpsShell viewer={operator} path="/ops/audit" title="What operators did">
      <ActionsPage actions={actions} />
    </OpsShell>
  );
}
