import { selectDue, selectTold } from "@/db/queries/notice-deliveries";
import type { SubscriberRow } from "@/db/queries/subscribers";
import { toMs, toMsOrNull } from "@/db/time";
import { isLetter } from "@/lib/core/notices/event";
import type { Told, Waiting } from "@/lib/core/notices/plan";
import type { Context } from "@/lib/platform/context";
import { type DueEvent, toDueEvent } from "./compose";
import { readClaim } from "./record";

type DueRow = Awaited<ReturnType<typeof selectDue>>[number];

/** Everything that waits for each claimed subscriber, by their number. */
export async function readWaiting(
  ctx: Context,
  claimed: readonly SubscriberRow[],
): Promise<ReadonlyMap<number, Waiting<DueEvent>>> {
  const ids = claimed.map(({ id }) => id);
  const now = ctx.clock();
  const due = await selectDue(ctx.db, ids);
  const subjects = [...new Set(due.filter(({ event }) => !isLetter(event.step)).map(({ event }) => event.subject))];
  const told = subjects.length > 0 ? await selectTold(ctx.db, ids, subjects) : [];
  const dueOf = Map.groupBy(due, ({ subscriberId }) => subscriberId);
  const toldOf = Map.groupBy(told, ({ subscriberId }) => subscriberId);
  return new Map(
    claimed.map((subscriber) => {
      const { id } = subscriber;
      const { sentAt } = readClaim(subscriber);
      const known = (toldOf.get(id) ?? []).map((row): [string, Told] => [
        row.subject,
        { id: row.id, isOver: row.isOver === 1 },
      ]);
      const rows = (dueOf.get(id) ?? []).filter((row) => maySend(row, now));
      const unsure = new Map(rows.flatMap((row) => findUnsure(row, sentAt.at(-1))));
      return [id, { due: rows.map(({ event }) => toDueEvent(event)), told: new Map(known), sentAt, unsure }];
    }),
  );
}

/** A notice that waits may be part of a digest, and a ping goes with whatever is sent to its end; another letter is one by itself. */
const maySend = ({ event, dueAt }: DueRow, now: number): boolean =>
  !isLetter(event.step) || event.step === "ping" || toMs(dueAt) <= now;

/** Which attempt may have sent what is due still: the last of all, where it was due by then, or else the one that had no answer. */
function findUnsure({ event, dueAt, sentAt }: DueRow, last: number | undefined): [number, number][] {
  const unanswered = toMsOrNull(sentAt);
  if (last !== undefined && toMs(dueAt) <= last && last > (unanswered ?? 0)) return [[event.id, last]];
  return unanswered === null ? [] : [[event.id, unanswered]];
}
