import { and, eq, sql } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { noticeDeliveries } from "@/db/schema/notices";
import { subscriberConfirmations, subscribers } from "@/db/schema/subscribers";
import { toText } from "@/db/time";
import type { SubscriberState } from "@/lib/core/notices/channels";

/** What a confirming link confirms: the end and the choices that its mail was made for. */
export const selectConfirmation = (db: Db, tokenHash: string) =>
  db
    .select({
      sealed: subscriberConfirmations.sealed,
      language: subscriberConfirmations.language,
      zone: subscriberConfirmations.zone,
      kinds: subscriberConfirmations.kinds,
      surfaces: subscriberConfirmations.surfaces,
      leastSeverity: subscriberConfirmations.leastSeverity,
    })
    .from(subscriberConfirmations)
    .where(eq(subscriberConfirmations.tokenHash, tokenHash));

export type Confirmation = Awaited<ReturnType<typeof selectConfirmation>>[number];

type Confirming = { id: number; state: SubscriberState; confirmation: Confirmation };

/** Moves a subscriber on who is still pending, with what the link confirms. */
export const confirmSubscriber = (db: Db, { id, state, confirmation }: Confirming, now: number): Statement =>
  db
    .update(subscribers)
    .set({ ...confirmation, state, confirmedAt: toText(now) })
    .where(and(eq(subscribers.id, id), eq(subscribers.state, "pending")));

/** Something that is due to a subscriber, if anything is. */
export const selectAnyDue = (db: Db, subscriberId: number) =>
  db
    .select({ eventId: noticeDeliveries.eventId })
    .from(noticeDeliveries)
    .where(and(sql`${noticeDeliveries.state} = 'due'`, eq(noticeDeliveries.subscriberId, subscriberId)))
    .limit(1);
