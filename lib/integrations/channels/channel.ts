import type { ChannelName } from "@/lib/core/notices/channels";
import { boundedFetch, readText } from "@/lib/integrations/bounded-fetch";
import { isOfChannel } from "@/lib/schemas/channel-hosts";
import { isPublicUrl } from "@/lib/schemas/public-url";
import { readRetryAfter } from "./retry-after";

/** What is known of an end, opened from its seal. */
type End = {
  /** The mail address, or the URL. */
  to: string;
  /** A webhook's signing secret, `whsec_` and base64. */
  secret?: string | undefined;
  /** A browser's push keys, base64url. */
  keys?: { p256dh: string; auth: string } | undefined;
};

/** A message for one end, in each form that a channel may need. */
export type Outgoing = {
  /** The same where a message is repeated. */
  id: string;
  end: End;
  /** One line that says what has happened. */
  title: string;
  /** Plain text: paragraphs with an empty line between. */
  text: string;
  /** A mail's subject, plain text and HTML. */
  mail: { subject: string; text: string; html: string };
  /** Where it is told in full. */
  url: string;
  /** The link's own text. */
  link: string;
  /** The same for all messages about one incident, window or outage. */
  thread: string;
  isUrgent: boolean;
  /** The link that ends the subscription; null in a letter, which is no list mail. */
  unsubscribe: string | null;
  /** What a webhook gets. */
  body: object;
  /** When it was sent, in epoch milliseconds. */
  at: number;
};

/** `later`: may be tried again, in so many seconds, and unanswered may have arrived all the same; `refused`: this message never will be taken; `gone`: the end takes none any more. */
export type Outcome =
  | { result: "sent" }
  | { result: "later"; afterS?: number; why: string; isUnanswered?: true }
  | { result: "refused" | "gone"; why: string };

/** A way to send messages: up to `batch` of them at once, with an outcome for each. */
export type Channel = {
  batch: number;
  send: (messages: readonly Outgoing[]) => Promise<Outcome[]>;
  /** Whether messages that were sent at once, and of which no answer came, were taken; false where that can't be known. */
  wasTaken?: (messages: readonly Outgoing[]) => Promise<boolean>;
};

export const SENT: Outcome = { result: "sent" };

const TIMEOUT_MS = 10_000;
const MOST_READ = 1024;

type Post = { headers?: Record<string, string>; body: BodyInit };
/** An end's answer; `text` is the beginning of its body. */
type Answer = { status: number; text: string; afterS: number | undefined };

/** Posts to a URL that a stranger gave, without following it elsewhere; null where there is no answer. */
async function post(url: string, { headers = {}, body }: Post): Promise<Answer | null> {
  try {
    const response = await boundedFetch(url, {
      method: "POST",
      headers,
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = (await readText(response, MOST_READ).catch(() => null)) ?? "";
    return { status: response.status, text, afterS: readRetryAfter(response.headers) };
  } catch {
    return null;
  }
}

/** A chat's webhook: JSON to its own hosts only; 404 says that the webhook was deleted. */
export function postToChat(url: string, chat: ChannelName, body: object): Promise<Outcome> {
  if (!isOfChannel(chat, url)) return Promise.resolve({ result: "gone", why: "not a URL of this chat's" });
  const headers = { "Content-Type": "application/json; charset=utf-8" };
  return postTo(url, { headers, body: JSON.stringify(body) }, ({ status }) => status === 404);
}

/** How ends of a channel say that they are gone; 410 says so everywhere. */
type IsGone = (answer: Answer) => boolean;

/** Posts to an end and reads its answer: 2xx is sent, 413 is refused, everything else that is not gone, a redirect too, is tried again. */
export async function postTo(url: string, request: Post, isGone: IsGone = () => false): Promise<Outcome> {
  if (!isPublicUrl(url)) return { result: "gone", why: "not a public https address" };
  const answer = await post(url, request);
  if (answer === null) return { result: "later", why: "no answer", isUnanswered: true };
  const { status, afterS } = answer;
  const why = `status ${status}`;
  if (status >= 200 && status < 300) return SENT;
  if (status === 410 || isGone(answer)) return { result: "gone", why };
  if (status === 413) return { result: "refused", why };
  return { result: "later", why, ...(afterS !== undefined && { afterS }) };
}

/** A channel whose ends are posted to one by one, at most six at a time; one that can't be served costs no other its message. */
export const eachAlone = (sendOne: (message: Outgoing) => Promise<Outcome>): Channel => ({
  batch: 6,
  send: (messages) =>
    Promise.all(messages.map((message) => sendOne(message).catch((): Outcome => ({ result: "later", why: "failed" })))),
});

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** A text in which Slack and Google Chat read no markup. Slack wants these three signs escaped and no other, and shows `&quot;` as it stands. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** The longest beginning of a text that, escaped, has up to so many characters: no entity and no sign is cut in half. */
export function escapeWithin(text: string, most: number): string {
  let escaped = "";
  for (const sign of text) {
    const next = ENTITIES[sign] ?? sign;
    if (escaped.length + next.length > most) break;
    escaped += next;
  }
  return escaped;
}
