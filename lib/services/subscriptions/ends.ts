import * as z from "zod";
import type { ChannelName } from "@/lib/core/notices/channels";
import type { Channel } from "@/lib/integrations/channels/channel";
import { discord } from "@/lib/integrations/channels/discord";
import { googleChat } from "@/lib/integrations/channels/google-chat";
import { POSTMARK_API, postmark } from "@/lib/integrations/channels/postmark";
import { push } from "@/lib/integrations/channels/push";
import { sendEmail } from "@/lib/integrations/channels/send-email";
import { slack } from "@/lib/integrations/channels/slack";
import { teams } from "@/lib/integrations/channels/teams";
import { webhook } from "@/lib/integrations/channels/webhook";
import { SITE } from "@/lib/output/site";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { makeSealing, type Sealing } from "@/lib/platform/sealing";

/** What is sealed of a subscriber: where they are told, and what only they and we may know. */
const SealedEnd = z.object({
  to: z.string(),
  /** The token of the link that ends the subscription. */
  unsubscribe: z.string(),
  /** A mail address for what concerns an end that is none. */
  contact: z.string().optional(),
  secret: z.string().optional(),
  keys: z.object({ p256dh: z.string(), auth: z.string() }).optional(),
});
export type SealedEnd = z.infer<typeof SealedEnd>;

/** The subscribers' seal; null where no key is set, and nobody can subscribe. */
export function findSealing({ env }: Context): Sealing | null {
  const secret = env.value("SUBSCRIBER_KEY");
  return secret === null ? null : makeSealing(secret);
}

/** The subscribers' seal, or 503. */
export function requireSealing(ctx: Context): Sealing {
  const sealing = findSealing(ctx);
  if (!sealing) throw new AppError("not_configured");
  return sealing;
}

export const sealEnd = (sealing: Sealing, end: SealedEnd): Promise<string> => sealing.seal(JSON.stringify(end));

/** A subscriber's end; null where it was sealed with another key. */
export async function openEnd(sealing: Sealing, sealed: string): Promise<SealedEnd | null> {
  const text = await sealing.open(sealed);
  const parsed = text === null ? null : SealedEnd.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : null;
}

/** How an address is found: by its channel and itself, a mail address in any case. */
export const hashAddress = (sealing: Sealing, channel: ChannelName, to: string): string =>
  sealing.hash(`${channel}:${channel === "email" ? to.trim().toLowerCase() : to}`);

const MAIL_FROM = "Raxx Status <status@raxx.app>";

function makeMail({ env, mail }: Context): Channel | null {
  const [token, from] = [env.value("POSTMARK_SERVER_TOKEN"), env.value("MAIL_FROM") ?? MAIL_FROM];
  if (token === null) return mail && sendEmail(mail, from);
  const [url, stream] = [
    env.value("POSTMARK_API_URL") ?? POSTMARK_API,
    env.value("POSTMARK_MESSAGE_STREAM") ?? "broadcast",
  ];
  return postmark({ url, token, from, stream });
}

function makePush({ env }: Context): Channel | null {
  const [publicKey, privateKey] = [env.value("VAPID_PUBLIC_KEY"), env.value("VAPID_PRIVATE_KEY")];
  return publicKey === null || privateKey === null ? null : push({ publicKey, privateKey, contact: SITE });
}

/** The channels that are configured. All but push need mail, for what concerns their ends. */
export function openChannels(ctx: Context): ReadonlyMap<ChannelName, Channel> {
  if (ctx.env.value("SUBSCRIBER_KEY") === null) return new Map();
  const [mail, browsers] = [makeMail(ctx), makePush(ctx)];
  const withMail: [ChannelName, Channel][] = mail
    ? [
        ["email", mail],
        ["webhook", webhook()],
        ["slack", slack()],
        ["discord", discord()],
        ["teams", teams()],
        ["google_chat", googleChat()],
      ]
    : [];
  return new Map(browsers ? [...withMail, ["push", browsers]] : withMail);
}
