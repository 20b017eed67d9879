import { operatorPage } from "@/app/_ops/operator-page";
import { BoardPage } from "@/components/ops/board-page";
import { readBoard } from "@/lib/usecases/operators/read-board";

/** The board. */
export default operatorPage({
  path: "/ops",
  title: "Board",
  load: async ({ ctx, query: { q = "", state = "" } }) => ({ board: await readBoard(ctx), filter: { q, state } }),
  View: BoardPage,
});
