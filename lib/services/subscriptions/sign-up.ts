import { runBatch, type Statement } from "@/db/client";
import { insertContact, insertSignUpLetter } from "@/db/queries/sign-up-letters";
import { type Choices, insertSubscriber, insertTokenOfSealed } from "@/db/queries/subscribers";
import { newWebhookSecret } from "@/lib/integrations/channels/webhook";
import type { Context } from "@/lib/platform/context";
import { AppError, invalidInput } from "@/lib/platform/problems";
import { newToken } from "@/lib/platform/sealing";
import { sha256 } from "@/lib/platform/sha256";
import type { SubscribeBody, SubscribeResult } from "@/lib/schemas/subscriptions";
import { hashAddress, openChannels, requireSealing, type SealedEnd, sealEnd } from "./ends";

/** How many letters an address and everybody together get in a day, and how many may be unconfirmed at once (contract §20.5). */
const LETTERS = { ownADay: 3, allADay: 2_000 };
const MOST_PENDING = 1_000;

/** A person takes longer than this to fill in the form. */
const FASTEST_MS = 1_000;

const ACCEPTED: SubscribeResult = { result: "accepted" };

/**
 * Takes a sign-up. The result, the statements and so the time are the same whether the address is new, unconfirmed, subscribed, suppressed or
 * over its limit: what differs is the mail that the next tick sends (contract §20.1).
 */
export async function signUp(ctx: Context, body: SubscribeBody): Promise<SubscribeResult> {
  const sealing = requireSealing(ctx);
  if (!openChannels(ctx).has(body.channel)) throw new AppError("not_configured");
  const choices = toChoices(ctx, body);
  if (isProgram(body, ctx.now)) return ACCEPTED;
  const end = toEnd(body);
  const sealed = await sealEnd(sealing, end);
  const addressHash = hashAddress(sealing, body.channel, end.to);
  const isPush = body.channel === "push";
  const state = isPush ? "confirmed" : "pending";
  const token = { hash: sha256(end.unsubscribe), purpose: "unsubscribe" as const, expiresAt: null };
  const contactHash = isPush ? null : hashAddress(sealing, "email", end.contact ?? end.to);
  const letter: Statement[] =
    contactHash === null
      ? []
      : [insertContact(ctx.db, contactHash, sealed), ...insertSignUpLetter(ctx.db, addressHash, LETTERS, ctx.clock())];
  const how = { mostPending: isPush ? null : MOST_PENDING, isReplacing: isPush };
  await runBatch(ctx.db, [
    insertSubscriber(
      ctx.db,
      { ...choices, channel: body.channel, state, addressHash, contactHash, sealed },
      how,
      ctx.now,
    ),
    insertTokenOfSealed(ctx.db, token, sealed),
    ...letter,
  ]);
  return isPush ? { ...ACCEPTED, unsubscribe_token: end.unsubscribe } : ACCEPTED;
}

/** What of a body is a choice; a surface that nobody can see is refused (422). */
export function toChoices(
  { registry }: Context,
  {
    surfaces,
    kinds,
    severity,
    language,
    zone,
  }: Pick<SubscribeBody, "surfaces" | "kinds" | "severity" | "language" | "zone">,
): Choices {
  const unknown = surfaces.filter((id) => registry.find(id) === null);
  if (unknown.length > 0) throw invalidInput({ path: "surfaces", message: "there is no surface with this id" });
  return { surfaces, kinds, leastSeverity: severity, language, zone };
}

const isProgram = ({ website, shown_at: shownAt }: SubscribeBody, now: number): boolean =>
  website !== "" || (shownAt !== undefined && now - shownAt < FASTEST_MS);

function toEnd({ channel, email = "", url = "", push }: SubscribeBody): SealedEnd {
  const unsubscribe = newToken();
  if (channel === "email") return { to: email, unsubscribe };
  if (push && channel === "push") return { to: push.endpoint, keys: push.keys, unsubscribe };
  return { to: url, contact: email, unsubscribe, ...(channel === "webhook" && { secret: newWebhookSecret() }) };
}
