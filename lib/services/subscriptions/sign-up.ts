import type { SQL } from "drizzle-orm";
import type { Statement } from "@/db/client";
import { insertContact, insertSignUpLetter } from "@/db/queries/sign-up-letters";
import { countSignUpOf, isWithin, type SignUpLimits, selectReached } from "@/db/queries/sign-up-limits";
import { type Choices, insertSubscriber, insertTokenOfSealed } from "@/db/queries/subscribers";
import { newWebhookSecret } from "@/lib/integrations/channels/webhook";
import type { Context } from "@/lib/platform/context";
import { AppError, invalidInput } from "@/lib/platform/problems";
import { newToken } from "@/lib/platform/sealing";
import { sha256 } from "@/lib/platform/sha256";
import type { SubscribeBody, SubscribeResult } from "@/lib/schemas/subscriptions";
import { hashAddress, openChannels, requireSealing, type SealedEnd, sealEnd } from "./ends";
import { LETTERS, MOST_OF_NETWORK, MOST_PENDING, MOST_UNSENT } from "./sign-up-limits";

/** A person takes longer than this to fill in the form. */
const FASTEST_MS = 1_000;

const ACCEPTED: SubscribeResult = { result: "accepted" };

/**
 * Takes a sign-up from a network address. The result, the statements and so the time are the same whether the address is new, unconfirmed,
 * subscribed, suppressed or over its limit: what differs is the mail that the next tick sends (contract §20.1).
 */
export async function signUp(ctx: Context, body: SubscribeBody, network: string): Promise<SubscribeResult> {
  const sealing = requireSealing(ctx);
  if (!openChannels(ctx).has(body.channel)) throw new AppError("not_configured");
  const choices = toChoices(ctx, body);
  if (isProgram(body, ctx.now)) return ACCEPTED;
  const end = toEnd(body);
  const isPush = body.channel === "push";
  const limits: SignUpLimits = {
    networkHash: sealing.hash(`network:${network}`),
    ...{ mostOfNetwork: MOST_OF_NETWORK, mostUnsent: MOST_UNSENT },
  };
  const [[reached]] = await ctx.db.batch([
    selectReached(ctx.db, limits, ctx.now),
    countSignUpOf(ctx.db, limits, ctx.now),
    ...(await register(ctx, { body, choices, end, within: isWithin(limits, isPush, ctx.now) })),
  ]);
  const isFull = Boolean(reached?.network || (isPush && reached?.browsers));
  if (isFull) ctx.log("subscribers: a limit of sign-ups is reached", { ...reached });
  if (isFull) throw new AppError("too_many_requests", undefined, undefined, { retryAfterS: HOUR_S });
  return isPush ? { ...ACCEPTED, unsubscribe_token: end.unsubscribe } : ACCEPTED;
}

const HOUR_S = 3_600;

type Registration = { body: SubscribeBody; choices: Choices; end: SealedEnd; within: SQL };

/** What registers a sign-up, and answers it by mail. */
async function register(ctx: Context, { body, choices, end, within }: Registration): Promise<Statement[]> {
  const { db, now } = ctx;
  const { channel } = body;
  const sealing = requireSealing(ctx);
  const sealed = await sealEnd(sealing, end);
  const addressHash = hashAddress(sealing, channel, end.to);
  const isPush = channel === "push";
  const state = isPush ? "confirmed" : "pending";
  const contactHash = isPush ? null : hashAddress(sealing, "email", end.contact ?? end.to);
  const how = { mostPending: isPush ? null : MOST_PENDING, isReplacing: isPush, within };
  const token = { hash: sha256(end.unsubscribe), purpose: "unsubscribe" as const, expiresAt: null };
  return [
    insertSubscriber(db, { ...choices, channel, state, addressHash, contactHash, sealed }, how, now),
    insertTokenOfSealed(db, token, sealed),
    ...(contactHash === null ? [] : [insertContact(db, contactHash, sealed)]),
    ...(contactHash === null ? [] : insertSignUpLetter(db, addressHash, { ...LETTERS, within }, ctx.clock())),
  ];
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
