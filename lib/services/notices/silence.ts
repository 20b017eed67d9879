import type { Statement } from "@/db/client";
import { silenceIncidents, silenceWindow } from "@/db/queries/notice-events";
import type { Context } from "@/lib/platform/context";
import type { Draft } from "@/lib/services/operators/draft-write";

type Silenced = Pick<Draft, "outcomes" | "ticketIncidents" | "windowId" | "incidentKey">;

/** Statements after which subscribers hear nothing of a write in the same batch: of its incidents this change, of its window all that follows. */
export function silence({ db, now, clock }: Context, { outcomes, windowId, ...draft }: Silenced): Statement[] {
  const steps = [...(draft.ticketIncidents ?? []), ...outcomes.flatMap(({ incidents }) => incidents)];
  const keys = [...steps.map(({ key }) => key), ...(draft.incidentKey === undefined ? [] : [draft.incidentKey])];
  const incidents = silenceIncidents(db, keys, { since: now, now: clock() });
  return windowId === undefined ? [incidents] : [incidents, silenceWindow(db, windowId, clock())];
}
