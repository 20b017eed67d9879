import { createHmac } from "node:crypto";
import type { selectDue } from "@/db/queries/notice-deliveries";
import type { NewToken, SubscriberRow } from "@/db/queries/subscribers";
import { toMs } from "@/db/time";
import { type ChannelName, TOKEN_LIFE_MS } from "@/lib/core/notices/channels";
import { isLetter, type NoticeEvent } from "@/lib/core/notices/event";
import type { PlannedMessage, Waiting } from "@/lib/core/notices/plan";
import type { Channel, Outgoing } from "@/lib/integrations/channels/channel";
import { pingBody, renderLetter, renderPing } from "@/lib/output/notices/render-letter";
import {
  type Reader,
  type Rendered,
  renderBody,
  renderNotice,
  type ToldEvent,
} from "@/lib/output/notices/render-notice";
import { SITE } from "@/lib/output/site";
import { newToken } from "@/lib/platform/sealing";
import { sha256 } from "@/lib/platform/sha256";
import { addressIn, isLanguage, LANGUAGES } from "@/lib/schemas/language";
import { NoticeContent } from "@/lib/schemas/notices";
import type { SealedEnd } from "@/lib/services/subscriptions/ends";

type EventRow = Awaited<ReturnType<typeof selectDue>>[number]["event"];

/** An event that is due, with its row. */
export type DueEvent = NoticeEvent & { row: EventRow };

export const toDueEvent = (row: EventRow): DueEvent => {
  const { id, subject, revision, step, isOver, severity } = row;
  return { id, subject, revision, step, isOver, severity, at: toMs(row.at), row };
};

/** A message, by which channel it goes, and the tokens that its links need. */
export type Composed = {
  subscriber: SubscriberRow;
  events: readonly DueEvent[];
  transport: ChannelName;
  outgoing: Outgoing;
  tokens: readonly (NewToken & { subscriberId: number })[];
};

export type Channels = ReadonlyMap<ChannelName, Channel>;

/** A claimed subscriber, their end (null: it was sealed with another key), and what waits for them. */
export type Opened = { subscriber: SubscriberRow; end: SealedEnd | null; waiting: Waiting<DueEvent> };

type Compose = { subscriber: SubscriberRow; end: SealedEnd; message: PlannedMessage<DueEvent>; at: number };

const readReader = ({ language, zone }: Pick<SubscriberRow, "language" | "zone">): Reader => ({
  language: isLanguage(language) ? language : LANGUAGES[0],
  zone,
});

/**
 * A planned message as it goes out. A letter goes by mail, to the end's contact where that is no mail address; a ping to the end itself.
 * Null where an event's text can't be read.
 */
export function compose(given: Compose): Composed | null {
  const { subscriber, end, message, at } = given;
  const [first] = message.events;
  if (!first) throw new TypeError("a message has an event");
  if (isLetter(first.step) && first.step !== "ping") return composeLetter(given, first);
  const reader = readReader(subscriber);
  const isPing = first.step === "ping";
  const told = isPing ? [] : message.events.flatMap((event) => toTold(event) ?? []);
  if (!isPing && told.length < message.events.length) return null;
  const unsubscribe = isPing ? null : `${SITE}/unsubscribe?token=${end.unsubscribe}`;
  const ownPage = SITE + addressIn(reader.language, "/unsubscribe", { token: end.unsubscribe });
  const rendered = isPing ? renderPing(reader) : renderNotice(told, reader, ownPage);
  const body = isPing ? pingBody(at) : renderBody(told, at);
  const outgoing = { ...toOutgoing(given, rendered), end, unsubscribe, body };
  return { subscriber, events: message.events, transport: subscriber.channel, outgoing, tokens: [] };
}

const LINKS = { confirm: "/subscribe/confirm", manage: "/subscribe/manage" } as const;

function composeLetter(given: Compose, event: DueEvent): Composed {
  const { subscriber, end, at } = given;
  const reader = readReader(subscriber);
  const letter = event.step as "confirm" | "manage" | "disabled";
  const path = letter === "disabled" ? "/subscribe" : LINKS[letter];
  const token = newToken();
  const query: Record<string, string> = letter === "disabled" ? {} : { token };
  const url = SITE + addressIn(reader.language, path, query);
  const values = { url, channel: subscriber.channel.replace("_", " "), host: URL.parse(end.to)?.hostname ?? "" };
  const outgoing = {
    ...toOutgoing(given, renderLetter(letter, reader, values)),
    end: { to: end.contact ?? end.to },
    unsubscribe: null,
    body: {},
  };
  const tokens =
    letter === "disabled"
      ? []
      : [
          {
            hash: sha256(token),
            purpose: letter,
            expiresAt: at + (TOKEN_LIFE_MS[letter] ?? 0),
            subscriberId: subscriber.id,
          },
        ];
  return { subscriber, events: [event], transport: "email", outgoing, tokens };
}

/** The same id for the same events and subscriber, from which neither can be read. */
function messageId({ subscriber, end, message }: Compose): string {
  const events = message.events.map(({ id }) => id).join(".");
  const mac = createHmac("sha256", end.unsubscribe).update(`${subscriber.id}:${events}`).digest("base64url");
  return `msg_${mac.slice(0, 27)}`;
}

function toOutgoing(given: Compose, { title, subject, text, mailText, html, url, link }: Rendered) {
  const [first] = given.message.events;
  return {
    id: messageId(given),
    ...{ title, text, url, link },
    mail: { subject, text: mailText, html },
    thread: given.message.isDigest || !first ? "digest" : first.subject,
    isUrgent: given.message.events.some(({ severity, isOver }) => severity === "down" && !isOver),
    at: given.at,
  };
}

function toTold({ row, ...event }: DueEvent): ToldEvent | null {
  const content = NoticeContent.safeParse(JSON.parse(row.content));
  if (!content.success || isLetter(event.step) || row.kind === null) return null;
  return { ...event, step: event.step, kind: row.kind, content: content.data };
}
