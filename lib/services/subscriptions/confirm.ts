import { runBatch, type Statement } from "@/db/client";
import { type Confirmation, confirmSubscriber, selectAnyDue, selectConfirmation } from "@/db/queries/confirmations";
import { insertLetter } from "@/db/queries/notice-events";
import { insertContact } from "@/db/queries/sign-up-letters";
import { forgetUnsubscribed, type SubscriberRow, selectByToken } from "@/db/queries/subscribers";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { sha256 } from "@/lib/platform/sha256";
import type { ConfirmResult, Subscription } from "@/lib/schemas/subscriptions";
import { findSealing, hashAddress, openEnd, requireSealing } from "./ends";

type Asked = Pick<Subscription, "to" | "secret" | "surfaces" | "kinds" | "severity" | "language">;

/** What a link confirms, for its page to show before its button; null where it has ended, or is confirmed already. */
export async function readConfirmation(ctx: Context, token: string): Promise<Asked | null> {
  const sealing = findSealing(ctx);
  const found = sealing && (await findByToken(ctx, token));
  const end = found && found.subscriber.state === "pending" && (await openEnd(sealing, found.confirmation.sealed));
  if (!found || !end) return null;
  const { surfaces, kinds, leastSeverity, language } = found.confirmation;
  return {
    ...{ to: end.to, secret: end.secret ?? null, surfaces: JSON.parse(surfaces), kinds: JSON.parse(kinds) },
    ...{ severity: leastSeverity, language: language as Asked["language"] },
  };
}

/**
 * Confirms what the mail of this link was made for; a second time changes nothing, except that an end which has taken no first message is
 * sent another. An end that is no mail address has to take it before it counts.
 */
export async function confirm(ctx: Context, token: string): Promise<ConfirmResult> {
  const sealing = requireSealing(ctx);
  const found = await findByToken(ctx, token);
  if (!found) throw new AppError("unknown_link");
  const { subscriber, confirmation } = found;
  const { id, channel, state, addressHash } = subscriber;
  if (state === "verifying") await runBatch(ctx.db, await pingAgain(ctx, subscriber, confirmation));
  if (state !== "pending") return { result: state === "verifying" ? state : "confirmed" };
  const result = channel === "email" ? "confirmed" : "verifying";
  const end = await openEnd(sealing, confirmation.sealed);
  await runBatch(ctx.db, [
    confirmSubscriber(ctx.db, { id, state: result, confirmation }, ctx.now),
    ...(end ? [insertContact(ctx.db, hashAddress(sealing, "email", end.contact ?? end.to), confirmation.sealed)] : []),
    forgetUnsubscribed(ctx.db, addressHash),
    ...(result === "confirmed" ? [] : insertLetter(ctx.db, { to: { id }, letter: "ping" }, ctx.clock())),
  ]);
  return { result, ...(end?.secret && { secret: end.secret }) };
}

/** The subscriber of a confirming link, and what it confirms. */
async function findByToken(ctx: Context, token: string) {
  const hash = sha256(token);
  const [[found], [kept]] = await ctx.db.batch([
    selectByToken(ctx.db, hash, ["confirm"], ctx.now),
    selectConfirmation(ctx.db, hash),
  ]);
  if (!found) return null;
  const { sealed, language, zone, kinds, surfaces, leastSeverity } = found.subscriber;
  const confirmation = kept ?? { sealed, language, zone, kinds, surfaces, leastSeverity };
  return { subscriber: found.subscriber, confirmation };
}

/** Another first message for an end whose link is pressed again, unless one waits, or another sign-up's end is the one that was confirmed. */
async function pingAgain(
  ctx: Context,
  { id, sealed }: SubscriberRow,
  confirmation: Confirmation,
): Promise<Statement[]> {
  const [due] = await selectAnyDue(ctx.db, id);
  const isOwn = confirmation.sealed === sealed;
  return isOwn && !due ? insertLetter(ctx.db, { to: { id }, letter: "ping" }, ctx.clock()) : [];
}
