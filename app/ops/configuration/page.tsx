import { ConfigurationPage } from "@/components/ops/configuration-page";
import { OpsShell } from "@/components/ops/ops-shell";
import { requirePageOperator } from "@/lib/http/operator-page";
import { readConfiguration } from "@/lib/usecases/read-checks";

export const dynamic = "force-dynamic";

/** Configuration health, backup and restore; reads no database. */
export default async function Page() {
  const { ctx, operator } = await requirePageOperator();
  return (
    <OpsShell viewer={operator} path="/ops/configuration" title="Configuration">
      <ConfigurationPage configuration={readConfiguration(ctx)} />
    </OpsShell>
  );
}
