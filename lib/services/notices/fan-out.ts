import { runBatch } from "@/db/client";
import { fanOut, finishFanOut, selectPageEnd, selectWaitingEvents } from "@/db/queries/notice-fan-out";
import { toMs } from "@/db/time";
import { HORIZON_MS } from "@/lib/core/notices/event";
import type { Context } from "@/lib/platform/context";

/** How many subscribers one statement looks at. */
const PAGE = 2_000;

/** Gives everybody whom a waiting event concerns a delivery, oldest event first; what is older than the horizon is told to nobody. */
export async function fanOutEvents(ctx: Context, isTimeLeft: () => boolean): Promise<number> {
  const { db } = ctx;
  let done = 0;
  for (const { id, cursor, at } of await selectWaitingEvents(db)) {
    const isTold = ctx.clock() - toMs(at) <= HORIZON_MS;
    if (isTold && !(await fanOutPages(ctx, { id, cursor }, isTimeLeft))) return done;
    await runBatch(db, [finishFanOut(db, id, ctx.clock())]);
    done++;
  }
  return done;
}

/** Whether all pages were done; the cursor is where the next tick goes on. */
async function fanOutPages({ db, clock }: Context, event: { id: number; cursor: number }, isTimeLeft: () => boolean) {
  let from = event.cursor;
  while (isTimeLeft()) {
    const [page] = await selectPageEnd(db, from, PAGE);
    if (!page?.end) return true;
    await runBatch(db, fanOut(db, { eventId: event.id, from, to: page.end }, clock()));
    from = page.end;
  }
  return false;
}
