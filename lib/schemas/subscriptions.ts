import * as z from "zod";
import { CHANNELS } from "@/lib/core/notices/channels";
import { DEFAULT_KINDS, LEAST_SEVERITIES, NOTICE_KINDS } from "@/lib/core/notices/event";
import { isOfChannel } from "./channel-hosts";
import { LANGUAGES } from "./language";
import { isPublicUrl } from "./public-url";

/** A form sends one value as a text and several as a list; JSON may do either. */
const listOf = <T extends z.ZodType<string>>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item).max(100)]).transform((all) => [...new Set(all)]);

const ZoneName = z.string().max(64);

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}

/** A zone that times can be written in. */
const Zone = ZoneName.refine(isZone, "must be a time zone, such as Europe/Berlin");

/** The browser's own zone, which its person neither sees nor can change: one that is not known here is UTC. */
const BrowserZone = ZoneName.default("UTC").transform((zone) => (isZone(zone) ? zone : "UTC"));

/** A mail address without a name: what both senders take. */
export const MailAddress = z.email("must be a mail address").max(254);

const PublicUrl = z.string().refine(isPublicUrl, "must be an https URL of a public host, without a port or a password");

/** What somebody hears of. */
const choices = {
  /** Ids of surfaces; none is all. */
  surfaces: listOf(z.string().max(64)).default([]),
  kinds: listOf(z.enum(NOTICE_KINDS)).default([...DEFAULT_KINDS]),
  /** The least severe incident or outage that is told. */
  severity: z.enum(LEAST_SEVERITIES).default("degraded"),
  language: z.enum(LANGUAGES).default(LANGUAGES[0]),
  zone: Zone.default("UTC"),
};

/** A browser's own subscription, as its push service gives it. */
const PushSubscription = z.object({
  endpoint: PublicUrl,
  keys: z.strictObject({ p256dh: z.string().regex(/^B[\w-]{86}$/), auth: z.string().regex(/^[\w-]{22}$/) }),
});

/** `POST /subscribe` (contract §20.1): the form's fields, or the same as JSON. */
export const SubscribeBody = z
  .strictObject({
    channel: z.enum(CHANNELS).default("email"),
    email: MailAddress.optional(),
    url: PublicUrl.optional(),
    push: PushSubscription.optional(),
    ...choices,
    zone: BrowserZone,
    /** Hidden in the form: whoever fills it in is a program. */
    website: z.string().max(200).default(""),
    /** When the form was shown, in epoch milliseconds; a form that comes back within a second is a program's. */
    shown_at: z.coerce.number().optional(),
  })
  .superRefine(({ channel, email, url, push }, { addIssue }) => {
    const missing = (path: string, message: string) => addIssue({ code: "custom", path: [path], message });
    if (channel !== "push" && !email) missing("email", "must be a mail address");
    if (channel === "push" && !push) missing("push", "must be the browser's subscription");
    if (channel !== "push" && channel !== "email" && !url) missing("url", "must be the URL to which notices are sent");
    if (url && !isOfChannel(channel, url)) missing("url", "must be a webhook URL of the chosen channel");
    if (push && !isOfChannel("push", push.endpoint)) missing("push", "must be the browser's subscription");
  });
export type SubscribeBody = z.output<typeof SubscribeBody>;

const Token = z.string().regex(/^[\w-]{43}$/, "must be the token of a link");

/** A link's token, in the body of the page's form or in the query. */
export const TokenBody = z.object({ token: Token });

/** `POST /subscribe/manage`: new choices, or the end of it all. */
export const ManageBody = z.strictObject({
  token: Token,
  action: z.enum(["save", "unsubscribe", "export"]).default("save"),
  ...choices,
});
export type ManageBody = z.output<typeof ManageBody>;

/** The same whatever is known of the address; a browser gets the token that ends its own subscription. */
export const SubscribeResult = z.strictObject({
  result: z.literal("accepted"),
  unsubscribe_token: z.string().optional(),
});
export type SubscribeResult = z.infer<typeof SubscribeResult>;

/** `verifying`: a webhook or chat whose end has not taken a first message yet. `secret` is a webhook's: it signs every message. */
export const ConfirmResult = z.strictObject({
  result: z.enum(["confirmed", "verifying"]),
  secret: z.string().optional(),
});
export type ConfirmResult = z.infer<typeof ConfirmResult>;

/** Everything that is known of a subscriber. */
export const Subscription = z.strictObject({
  channel: z.enum(CHANNELS),
  state: z.string(),
  to: z.string(),
  contact: z.string().nullable(),
  /** A webhook's: it signs every message. */
  secret: z.string().nullable(),
  surfaces: z.array(z.string()),
  kinds: z.array(z.enum(NOTICE_KINDS)),
  severity: z.enum(LEAST_SEVERITIES),
  language: z.enum(LANGUAGES),
  zone: z.string(),
  subscribed_at: z.string(),
});
export type Subscription = z.infer<typeof Subscription>;

/** What Postmark's webhooks say of an address: other fields are theirs. */
export const BounceBody = z.object({
  RecordType: z.string(),
  ID: z.number().optional(),
  Type: z.string().optional(),
  SuppressSending: z.boolean().optional(),
  Inactive: z.boolean().optional(),
  Email: z.string().max(320).optional(),
  Recipient: z.string().max(320).optional(),
});
export type BounceBody = z.output<typeof BounceBody>;

/** What a page's header offers beside feeds: a form for mail, with what /subscribe has besides (`all`: browsers too), or that page for browsers alone. */
export type SignUpOffer = "all" | "mail" | "push" | "none";

/** What a page of subscriptions was led back to: what came of its form, or the code of what was wrong with it. */
export const FormParameters = {
  done: z.enum(["accepted", "confirmed", "verifying", "saved", "unsubscribed"]).nullable().catch(null),
  problem: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .nullable()
    .catch(null),
};
export const TokenParameter = { token: Token.nullable().catch(null) };
