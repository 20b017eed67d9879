import * as z from "zod";
import { boundedFetch, readText } from "@/lib/integrations/bounded-fetch";
import type { Channel, Outcome, Outgoing } from "./channel";
import { SENT } from "./channel";
import { mailHeaders } from "./mail-headers";
import { readRetryAfter } from "./retry-after";

export const POSTMARK_API = "https://api.postmarkapp.com";

type PostmarkSettings = { url: string; token: string; from: string; stream: string };

/** Postmark's own limit of a batch. */
const BATCH = 500;
const TIMEOUT_MS = 15_000;
const SEARCH_TIMEOUT_MS = 5_000;
const MOST_READ = 1024 * 1024;

/** Letters are no list mail: they go over the stream that Postmark makes for every server. */
const LETTER_STREAM = "outbound";

/** The answer to a batch is 200 even where single messages failed: each has a code of its own, in the order of the batch. */
const Answers = z.array(z.object({ ErrorCode: z.int(), Message: z.string().default("") }));

/**
 * What Postmark's codes do (postmarkapp.com/developer/api/overview, "API error codes"):
 *
 * | code | means | outcome |
 * | --- | --- | --- |
 * | 0 | taken | sent |
 * | 300 | this mail's address is malformed | refused |
 * | 300 | the `From` is malformed or not verified, which the message says or the whole batch has | later |
 * | 406 | inactive: a complaint, a hard bounce, an unsubscription | gone |
 * | 10 bad token, 100 maintenance, 400 401 sender signature, 402 403 409 410 a batch that can't be read, 405 no credits, 412 413 account, 429 too many, 500 and above | a fault of ours or theirs, which may be mended | later |
 *
 * Status 401 (code 10), 422, 429 and 5xx are of the batch as a whole: later.
 */
const [TAKEN, INVALID, INACTIVE] = [0, 300, 406];

/** What the messages of code 300 say where the sender is at fault. */
const OF_SENDER = /'from'|from address|sender signature/i;

/** Mail by Postmark's HTTP API. */
export const postmark = (settings: PostmarkSettings): Channel => ({
  batch: BATCH,
  send: async (messages) => {
    const answer = await post(
      settings,
      messages.map((message) => toMail(message, settings)),
    );
    if ("why" in answer) return messages.map(() => ({ result: "later", ...answer }));
    const isOurs = isOurFault(answer);
    return messages.map((_, i) => toOutcome(answer[i], isOurs));
  },
  wasTaken: async (messages) => {
    const ends = messages.length > 1 ? [messages.slice(0, 2), messages.slice(-2).toReversed()] : [messages];
    const found = await Promise.all(ends.map((end) => isOneKnown(settings, end)));
    return found.every((isFound) => isFound);
  },
});

const streamOf = ({ unsubscribe }: Outgoing, { stream }: PostmarkSettings): string =>
  unsubscribe === null ? LETTER_STREAM : stream;

function toMail(message: Outgoing, settings: PostmarkSettings) {
  const headers = { ...mailHeaders(message), ...stableId(message) };
  return {
    From: settings.from,
    To: message.end.to,
    Subject: message.mail.subject,
    TextBody: message.mail.text,
    HtmlBody: message.mail.html,
    MessageStream: streamOf(message, settings),
    TrackOpens: false,
    TrackLinks: "None",
    Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
    Metadata: { delivery: message.id },
  };
}

/** The same `Message-ID` for a mail that is repeated, by which receivers know it again; Postmark makes its own without `X-PM-KeepID`. */
const stableId = ({ id }: Outgoing) => ({ "Message-ID": `<${id}@status.raxx.app>`, "X-PM-KeepID": "true" });

const Found = z.object({ Messages: z.array(z.object({ Metadata: z.record(z.string(), z.string()) })) });

/** Whether Postmark has taken one of these, asked in turn: a mail that it refused is none that it knows. */
async function isOneKnown(settings: PostmarkSettings, messages: readonly Outgoing[]): Promise<boolean> {
  for (const message of messages) if (await isKnown(settings, message)) return true;
  return false;
}

/** Whether a message is among those that Postmark has taken; each stream is searched by itself. */
async function isKnown(settings: PostmarkSettings, message: Outgoing): Promise<boolean> {
  const stream = streamOf(message, settings);
  const query = new URLSearchParams({ count: "1", offset: "0", messagestream: stream, metadata_delivery: message.id });
  try {
    const response = await boundedFetch(`${settings.url}/messages/outbound?${query}`, {
      headers: { Accept: "application/json", "X-Postmark-Server-Token": settings.token },
      signal: AbortSignal.timeout(SEARCH_TIMEOUT_MS),
    });
    const text = await readText(response, MOST_READ);
    const found = response.status === 200 ? Found.parse(JSON.parse(text ?? "")).Messages : [];
    return found.some(({ Metadata }) => Metadata.delivery === message.id);
  } catch {
    return false;
  }
}

type Failure = Omit<Extract<Outcome, { result: "later" }>, "result">;

async function post(
  { url, token }: PostmarkSettings,
  batch: readonly object[],
): Promise<z.output<typeof Answers> | Failure> {
  try {
    const response = await boundedFetch(`${url}/email/batch`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Postmark-Server-Token": token },
      body: JSON.stringify(batch),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await readText(response, MOST_READ);
    const afterS = readRetryAfter(response.headers);
    if (response.status !== 200) return { why: `status ${response.status}`, ...(afterS !== undefined && { afterS }) };
    const parsed = Answers.safeParse(JSON.parse(text ?? ""));
    return parsed.success ? parsed.data : { why: "unreadable answer", isUnanswered: true };
  } catch {
    return { why: "no answer", isUnanswered: true };
  }
}

type Answer = z.output<typeof Answers>[number];

/** Whether it is the sender that a batch is invalid for: several mails to several people are not all malformed by themselves. */
const isOurFault = (answers: readonly Answer[]): boolean =>
  answers.length > 1 && answers.every(({ ErrorCode }) => ErrorCode === INVALID);

function toOutcome(answer: Answer | undefined, isOurs: boolean): Outcome {
  if (answer === undefined) return { result: "later", why: "no answer for this one", isUnanswered: true };
  const { ErrorCode: code, Message } = answer;
  const why = `code ${code}`;
  if (code === TAKEN) return SENT;
  if (code === INACTIVE) return { result: "gone", why };
  if (code === INVALID && !isOurs && !OF_SENDER.test(Message)) return { result: "refused", why };
  return { result: "later", why };
}
