import { runBatch } from "@/db/client";
import { selectByHash, suppress } from "@/db/queries/subscribers";
import type { Context } from "@/lib/platform/context";
import type { BounceBody } from "@/lib/schemas/subscriptions";
import { hashAddress, requireSealing } from "./ends";
import { removal } from "./manage";

/** What ends an address: a complaint, a bounce for good, and an unsubscription at Postmark itself. Anything else is only counted there. */
function findReason({ RecordType, Type, Inactive, SuppressSending }: BounceBody): string | null {
  if (RecordType === "SpamComplaint") return "complaint";
  if (RecordType === "Bounce") return Type === "HardBounce" || Inactive ? "bounce" : null;
  return RecordType === "SubscriptionChange" && SuppressSending ? "inactive" : null;
}

/** Takes one event of Postmark's about an address. Sent again, it changes nothing. */
export async function receiveBounce(ctx: Context, body: BounceBody): Promise<{ result: "suppressed" | "ignored" }> {
  const sealing = requireSealing(ctx);
  const [reason, address] = [findReason(body), body.Email ?? body.Recipient];
  if (reason === null || !address) return { result: "ignored" };
  const hash = hashAddress(sealing, "email", address);
  const [found] = await selectByHash(ctx.db, hash);
  await runBatch(ctx.db, [
    suppress(ctx.db, hash, reason, ctx.now),
    ...(found ? removal(ctx, found.id, "suppressed") : []),
  ]);
  ctx.log("subscribers: an address is suppressed", { reason });
  return { result: "suppressed" };
}
