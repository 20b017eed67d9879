import { stepWrite } from "@/app/ops/server-actions";
import { OpsShell } from "@/components/ops/ops-shell";
import { WindowsPage } from "@/components/ops/windows-page";
import { requirePageOperator } from "@/lib/http/operator-page";
import { oneOf, type Query } from "@/lib/http/page-query";
import { namesOf } from "@/lib/http/surface-names";
import { readOpsWindows } from "@/lib/usecases/read-windows";

export const dynamic = "force-dynamic";

/** Maintenance windows. */
export default async function Page({ searchParams }: Query) {
  const { ctx, operator } = await requirePageOperator();
  const { edit, plan } = await searchParams;
  const { windows } = await readOpsWindows(ctx);
  return (
    <OpsShell viewer={operator} path="/ops/windows" title="Windows">
      <WindowsPage
        windows={windows}
        names={namesOf(ctx)}
        edited={oneOf(edit)}
        isPlanning={oneOf(plan) !== ""}
        step={stepWrite}
      />
    </OpsShell>
  );
}
