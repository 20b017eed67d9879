import { skipDueOfNobody } from "@/db/queries/notice-deliveries";
import { deleteEventsBefore } from "@/db/queries/notice-events";
import { deleteUnconfirmed } from "@/db/queries/subscribers";
import { DAY_MS } from "@/lib/core/engine/periods";
import { DELIVERY_DAYS, UNCONFIRMED_MS } from "@/lib/core/notices/channels";
import type { Context } from "@/lib/platform/context";
import { runIdempotent } from "@/lib/services/retry";

/** Deletes addresses that were not confirmed in 48 hours with what was due to them, links that have ended, and what was over 30 days ago (contract §20.5). */
export const retainNotices = (ctx: Context): Promise<void> =>
  runIdempotent(ctx, [
    ...deleteUnconfirmed(ctx.db, ctx.now - UNCONFIRMED_MS, ctx.now),
    skipDueOfNobody(ctx.db),
    ...deleteEventsBefore(ctx.db, ctx.now - DELIVERY_DAYS * DAY_MS),
  ]);
