import * as z from "zod";
import { SEVERITIES } from "@/lib/core/engine/states";
import { NOTICE_KINDS, STEPS } from "@/lib/core/notices/event";
import { PublicTime } from "./public";

/** A surface by id and name. */
const Named = z.strictObject({ id: z.string(), name: z.string() });

/** What an event says, as it was when it happened: the public texts of then. */
export const NoticeContent = z.strictObject({
  title: z.string(),
  note: z.string().nullable().default(null),
  /** The word for readers, such as `identified`; null where there is none. */
  phase: z.string().nullable().default(null),
  surfaces: z.array(Named),
  /** The page's path. */
  path: z.string().regex(/^\//),
  /** A window's plan, or an outage's span. */
  starts_at: PublicTime.nullable().default(null),
  ends_at: PublicTime.nullable().default(null),
});
export type NoticeContent = z.infer<typeof NoticeContent>;

/** One event in the body of a webhook (contract §20.4). */
export const WebhookEvent = z.strictObject({
  kind: z.enum(NOTICE_KINDS),
  /** Equal for all events of one incident, window or outage. */
  subject: z.string(),
  revision: z.int(),
  step: z.enum(STEPS),
  is_over: z.boolean(),
  severity: z.enum(SEVERITIES).nullable(),
  at: PublicTime,
  url: z.url(),
  ...NoticeContent.omit({ path: true }).shape,
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** The body of a webhook: `ping` once, before it counts as confirmed; then `notice`, its events oldest first. */
export const WebhookBody = z.strictObject({
  type: z.enum(["ping", "notice"]),
  timestamp: PublicTime,
  data: z.strictObject({ events: z.array(WebhookEvent) }),
});
export type WebhookBody = z.infer<typeof WebhookBody>;
