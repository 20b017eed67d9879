import { notFound } from "next/navigation";
import { stepWrite } from "@/app/ops/server-actions";
import { OpsShell } from "@/components/ops/ops-shell";
import { SurfacePage } from "@/components/ops/surface-page";
import { requirePageOperator } from "@/lib/http/operator-page";
import { oneOf, type Query } from "@/lib/http/page-query";
import { readBoard } from "@/lib/usecases/read-board";

export const dynamic = "force-dynamic";

/** One surface: why it is so, and the forms. */
export default async function Page({ params, searchParams }: Query & { params: Promise<{ id: string }> }) {
  const { ctx, operator } = await requirePageOperator();
  const { id } = await params;
  const { action } = await searchParams;
  const board = await readBoard(ctx);
  const surface = board.surfaces.find((each) => each.id === id) ?? notFound();
  return (
    <OpsShell viewer={operator} path="/ops" title={surface.display_name}>
      <SurfacePage surface={surface} now={board.generated_at} action={oneOf(action)} step={stepWrite} />
    </OpsShell>
  );
}
