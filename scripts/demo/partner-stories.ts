import { decide } from "../../lib/engine/decide";
import type { PartnerReport } from "../../lib/engine/prober";
import { findSurface } from "../../lib/usecases/board";
import { commit } from "../../lib/usecases/commit";
import type { Happening } from "./chronicler";
import { MINUTE_MS } from "./moments";

/** Polls that must fail in a row before a partner reads UNKNOWN. */
const POLLS = 3;

/** One poll of some partners, as the poller tells of it; null is a poll that failed. */
export const hearPartners = (ids: readonly string[], at: number, reading: PartnerReport["reading"]): Happening => ({
  at,
  on: ids,
  tell: (ctx) =>
    commit(ctx, (board) => ({
      outcomes: ids.map((id) => {
        const report = { kind: "partner", actor: "3p_poller", reading, polledAt: at } as const;
        return decide(findSurface(board, id).surface, report, at);
      }),
      result: undefined,
    })),
});

/** A partner that is in trouble by its own page. */
export const partnerTrouble = (
  id: string,
  at: number,
  { reading, minutes }: { reading: PartnerReport["reading"]; minutes: number },
): Happening[] => [hearPartners([id], at, reading), hearPartners([id], at + minutes * MINUTE_MS, "OPERATIONAL")];

/** A partner's page falls silent. */
export const partnerSilence = (id: string, at: number): Happening[] =>
  Array.from({ length: POLLS }, (_, i) => hearPartners([id], at + i * MINUTE_MS, null));
