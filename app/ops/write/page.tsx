import { stepWrite } from "@/app/ops/server-actions";
import { OpsShell } from "@/components/ops/ops-shell";
import { WritePage } from "@/components/ops/write-page";
import { requirePageOperator } from "@/lib/http/operator-page";
import { allOf, oneOf, type Query } from "@/lib/http/page-query";
import { readBoard } from "@/lib/usecases/read-board";

export const dynamic = "force-dynamic";

/** One write on several surfaces. */
export default async function Page({ searchParams }: Query) {
  const { ctx, operator } = await requirePageOperator();
  const { surface, action } = await searchParams;
  const picked = allOf(surface);
  const { surfaces } = await readBoard(ctx);
  return (
    <OpsShell viewer={operator} path="/ops" title="Tell customers">
      <WritePage surfaces={surfaces.filter(({ id }) => picked.includes(id))} action={oneOf(action)} step={stepWrite} />
    </OpsShell>
  );
}
