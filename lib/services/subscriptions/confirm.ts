import { runBatch } from "@/db/client";
import { insertLetter } from "@/db/queries/notice-events";
import { confirmSubscriber, forgetUnsubscribed, selectByToken } from "@/db/queries/subscribers";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { sha256 } from "@/lib/platform/sha256";
import type { ConfirmResult } from "@/lib/schemas/subscriptions";
import { openEnd, requireSealing } from "./ends";

/** Confirms the subscriber of a link; a second time changes nothing. An end that is no mail address has to answer a ping before it counts. */
export async function confirm(ctx: Context, token: string): Promise<ConfirmResult> {
  const sealing = requireSealing(ctx);
  const [found] = await selectByToken(ctx.db, sha256(token), ["confirm"], ctx.now);
  if (!found) throw new AppError("unknown_link");
  const { id, channel, state, sealed, addressHash } = found.subscriber;
  if (state !== "pending") return { result: state === "verifying" ? state : "confirmed" };
  const isMail = channel === "email";
  await runBatch(ctx.db, [
    confirmSubscriber(ctx.db, id, isMail ? "confirmed" : "verifying", ctx.now),
    forgetUnsubscribed(ctx.db, addressHash),
    ...(isMail ? [] : insertLetter(ctx.db, { to: { id }, letter: "ping" }, ctx.clock())),
  ]);
  const secret = (await openEnd(sealing, sealed))?.secret;
  return { result: isMail ? "confirmed" : "verifying", ...(secret && { secret }) };
}
