import { insertAction } from "@/db/queries/operator-actions";
import type { Operator } from "@/lib/access/verify-operator";
import type { Context } from "@/lib/context";
import { shownSurface } from "@/lib/engine/decide";
import { projectSurface } from "@/lib/public/surfaces";
import type { OpsWriteResult } from "@/lib/schemas/ops-answers";
import type { OpsWrite } from "@/lib/schemas/ops-write";
import { commit } from "./commit";
import { type Draft, draftWrite } from "./draft-write";
import { purgePublic } from "./invalidate";
import { loadOperatorBoard, type OperatorBoard, requireUpToDate } from "./operator-board";
import { requirePublishable } from "./public-note";

/**
 * An operator's write, through the one write path, under their own name: copy policy (422), what they saw (409), one atomic
 * batch with a row that says who did it. The same `request_id` again changes nothing and is answered the same.
 */
export async function writeAsOperator(ctx: Context, operator: Operator, given: OpsWrite): Promise<OpsWriteResult> {
  const write = publishable(given);
  const load = () => loadOperatorBoard(ctx, write);
  const { actor } = operator;
  const { result, isDone } = await commit(
    ctx,
    (board: OperatorBoard) => {
      if (board.done)
        return { outcomes: [], result: { isDone: true, result: JSON.parse(board.done.result) as OpsWriteResult } };
      requireUpToDate(board, write);
      const draft = draftWrite({ ctx, board, write, actor });
      const result = resultOf(ctx, draft);
      const { request_id: requestId = null, action, ...asked } = write;
      const row = insertAction(ctx.db, { requestId, actor, action, asked, result }, ctx.now);
      return { ...draft, statements: [...(draft.statements ?? []), row], result: { isDone: false, result } };
    },
    { load },
  );
  if (!isDone) await purgePublic(ctx);
  return { ...result, replayed: isDone };
}

/** The write with its note cleaned; one that breaks the copy policy is refused. */
function publishable(write: OpsWrite): OpsWrite {
  if (!("public_note" in write)) return write;
  return { ...write, public_note: requirePublishable(write.public_note) } as OpsWrite;
}

function resultOf({ registry, now }: Context, { outcomes, windowId }: Draft): OpsWriteResult {
  const surfaces = outcomes.flatMap(({ surface }) => {
    const entry = registry.find(surface.id);
    return entry ? [projectSurface(entry, shownSurface(surface, now))] : [];
  });
  return { replayed: false, surfaces, window_id: windowId ?? null };
}
