import { runBatch, type Statement } from "@/db/client";
import { skipLetters } from "@/db/queries/sign-up-letters";
import { selectByContact, selectByHash, suppress, updateSoftBounces } from "@/db/queries/subscribers";
import { countSoftBounce } from "@/lib/core/notices/channels";
import type { Context } from "@/lib/platform/context";
import type { BounceBody } from "@/lib/schemas/subscriptions";
import { hashAddress, requireSealing } from "./ends";
import { removal } from "./manage";

/** What ends an address at once: a complaint, a bounce for good, and an unsubscription at Postmark itself. */
function findReason({ RecordType, Type, Inactive, SuppressSending }: BounceBody): string | null {
  if (RecordType === "SpamComplaint") return "complaint";
  if (RecordType === "Bounce") return Type === "HardBounce" || Inactive ? "bounce" : null;
  return RecordType === "SubscriptionChange" && SuppressSending ? "inactive" : null;
}

/** A mail that may reach the address another time: three in a week end it too. */
const SOFT = ["SoftBounce", "Transient", "DnsError"];
const isSoft = ({ RecordType, Type = "" }: BounceBody): boolean => RecordType === "Bounce" && SOFT.includes(Type);

type BounceResult = { result: "suppressed" | "counted" | "ignored" };

/** Takes one event of Postmark's about an address. Sent again, it changes nothing. */
export async function receiveBounce(ctx: Context, body: BounceBody): Promise<BounceResult> {
  const sealing = requireSealing(ctx);
  const address = body.Email ?? body.Recipient;
  const final = findReason(body);
  if (!address || (final === null && !isSoft(body))) return { result: "ignored" };
  const hash = hashAddress(sealing, "email", address);
  const [found] = await selectByHash(ctx.db, hash);
  const soft = found && countSoftBounce(JSON.parse(found.softBounces), { id: body.ID ?? 0, at: ctx.now });
  const reason = final ?? (soft?.isOver ? "bounce" : null);
  if (reason === null) {
    if (found && soft) await runBatch(ctx.db, [updateSoftBounces(ctx.db, found.id, soft.bounces)]);
    return { result: "counted" };
  }
  await runBatch(ctx.db, [
    suppress(ctx.db, hash, reason, ctx.now),
    ...(found ? removal(ctx, found.id, "suppressed") : []),
    ...(await endLetters(ctx, hash)),
  ]);
  ctx.log("subscribers: an address is suppressed", { reason });
  return { result: "suppressed" };
}

/** No letter goes to this address for a webhook or chat either: who has not confirmed one is deleted, and others go on without letters. */
const endLetters = async (ctx: Context, hash: string): Promise<Statement[]> =>
  (await selectByContact(ctx.db, hash)).flatMap(({ id, state }) =>
    state === "pending" ? removal(ctx, id, "suppressed") : [skipLetters(ctx.db, id)],
  );
