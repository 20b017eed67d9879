import type { Statement } from "@/db/client";
import { silenceIncidents, silenceWindow } from "@/db/queries/notice-events";
import type { Context } from "@/lib/platform/context";
import type { Draft } from "@/lib/services/operators/draft-write";

type Silenced = Pick<Draft, "outcomes" | "ticketIncidents" | "windowId">;

/** Statements after which subscribers hear nothing of a write in the same batch: of its incidents this change, of its window all that follows. */
export function silence({ db, clock }: Context, { outcomes, ticketIncidents = [], windowId }: Silenced): Statement[] {
  const keys = [...ticketIncidents, ...outcomes.flatMap(({ incidents }) => incidents)].map(({ key }) => key);
  return [
    silenceIncidents(db, keys, clock()),
    ...(windowId === undefined ? [] : [silenceWindow(db, windowId, clock())]),
  ];
}
