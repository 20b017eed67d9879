import { BoardPage } from "@/components/ops/board-page";
import { OpsShell } from "@/components/ops/ops-shell";
import { requirePageOperator } from "@/lib/http/operator-page";
import { oneOf, type Query } from "@/lib/http/page-query";
import { readBoard } from "@/lib/usecases/read-board";

export const dynamic = "force-dynamic";

/** The board. */
export default async function Page({ searchParams }: Query) {
  const { ctx, operator } = await requirePageOperator();
  const query = await searchParams;
  const board = await readBoard(ctx);
  return (
    <OpsShell viewer={operator} path="/ops" title="Board">
      <BoardPage board={board} filter={{ q: oneOf(query.q), state: oneOf(query.state) }} />
    </OpsShell>
  );
}
