import { runBatch, type Statement } from "@/db/client";
import { skipDue } from "@/db/queries/notice-deliveries";
import {
  deleteSubscriber,
  keepUnsubscribed,
  type SubscriberRow,
  selectByToken,
  UNSUBSCRIBED,
  updateChoices,
} from "@/db/queries/subscribers";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { sha256 } from "@/lib/platform/sha256";
import type { ManageBody, Subscription } from "@/lib/schemas/subscriptions";
import { formatIso } from "@/lib/schemas/times";
import { findSealing, openEnd, requireSealing } from "./ends";
import { toChoices } from "./sign-up";

/** Everything that is known of the subscriber of a link, or null where the link has ended. */
export async function readSubscription(ctx: Context, token: string): Promise<Subscription | null> {
  const sealing = findSealing(ctx);
  const subscriber = sealing && (await findManaged(ctx, token));
  const end = subscriber && (await openEnd(sealing, subscriber.sealed));
  if (!end) return null;
  const { channel, state, surfaces, kinds, leastSeverity, language, zone, createdAt } = subscriber;
  return {
    ...{ channel, state, to: end.to, contact: end.contact ?? null, secret: end.secret ?? null },
    ...{ surfaces: JSON.parse(surfaces), kinds: JSON.parse(kinds), severity: leastSeverity },
    ...{ language: language as Subscription["language"], zone, subscribed_at: formatIso(createdAt) },
  };
}

/** Replaces the choices of a link's subscriber. */
export async function changeChoices(ctx: Context, body: ManageBody): Promise<{ result: "saved" }> {
  requireSealing(ctx);
  const choices = toChoices(ctx, body);
  const subscriber = await findManaged(ctx, body.token);
  if (!subscriber) throw new AppError("unknown_link");
  await runBatch(ctx.db, [updateChoices(ctx.db, subscriber.id, choices)]);
  return { result: "saved" };
}

/** Deletes the subscriber of a link with their address, at once; of a mail address a keyed hash stays, for imports to keep away from. A link of somebody who has left is answered the same. */
export async function unsubscribe(ctx: Context, token: string): Promise<{ result: "unsubscribed" }> {
  const [found] = await selectByToken(ctx.db, sha256(token), ["unsubscribe", "manage"], ctx.now);
  if (found) {
    const { id } = found.subscriber;
    await runBatch(ctx.db, [keepUnsubscribed(ctx.db, id, ctx.now), ...removal(ctx, id, UNSUBSCRIBED)]);
  }
  return { result: "unsubscribed" };
}

/** What removes a subscriber, and leaves nothing due to them. */
export const removal = ({ db }: Context, id: number, reason: string): Statement[] => [
  skipDue(db, id, reason),
  ...deleteSubscriber(db, id),
];

async function findManaged(ctx: Context, token: string): Promise<SubscriberRow | null> {
  const [found] = await selectByToken(ctx.db, sha256(token), ["manage"], ctx.now);
  return found?.subscriber ?? null;
}
