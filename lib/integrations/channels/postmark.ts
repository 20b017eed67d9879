import * as z from "zod";
import { boundedFetch, readText } from "@/lib/integrations/bounded-fetch";
import type { Channel, Outcome, Outgoing } from "./channel";
import { SENT } from "./channel";
import { mailHeaders } from "./mail-headers";

export const POSTMARK_API = "https://api.postmarkapp.com";

type PostmarkSettings = { url: string; token: string; from: string; stream: string };

/** Postmark's own limit of a batch. */
const BATCH = 500;
const TIMEOUT_MS = 15_000;
const MOST_READ = 1024 * 1024;

/** Letters are no list mail: they go over the stream that Postmark makes for every server. */
const LETTER_STREAM = "outbound";

/** The answer to a batch is 200 even where single messages failed: each has a code of its own, in the order of the batch. */
const Answers = z.array(z.object({ ErrorCode: z.int(), Message: z.string().default("") }));

/** A complaint, a hard bounce or an unsubscription made the address inactive. */
const INACTIVE = 406;
/** The address or the message is malformed. What else fails is about our account, and may be mended. */
const INVALID = 300;

/** Mail by Postmark's HTTP API. */
export const postmark = (settings: PostmarkSettings): Channel => ({
  batch: BATCH,
  send: async (messages) => {
    const answer = await post(
      settings,
      messages.map((message) => toMail(message, settings)),
    );
    if ("why" in answer) return messages.map(() => ({ result: "later", ...answer }));
    return messages.map((_, i) => toOutcome(answer[i]?.ErrorCode));
  },
});

function toMail(message: Outgoing, { from, stream }: PostmarkSettings) {
  return {
    From: from,
    To: message.end.to,
    Subject: message.mail.subject,
    TextBody: message.mail.text,
    HtmlBody: message.mail.html,
    MessageStream: message.unsubscribe === null ? LETTER_STREAM : stream,
    TrackOpens: false,
    TrackLinks: "None",
    Headers: Object.entries(mailHeaders(message)).map(([Name, Value]) => ({ Name, Value })),
    Metadata: { delivery: message.id },
  };
}

async function post(
  { url, token }: PostmarkSettings,
  batch: readonly object[],
): Promise<z.output<typeof Answers> | { why: string; isUnanswered?: true }> {
  try {
    const response = await boundedFetch(`${url}/email/batch`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-Postmark-Server-Token": token },
      body: JSON.stringify(batch),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await readText(response, MOST_READ);
    if (response.status !== 200) return { why: `status ${response.status}` };
    const parsed = Answers.safeParse(JSON.parse(text ?? ""));
    return parsed.success ? parsed.data : { why: "unreadable answer", isUnanswered: true };
  } catch {
    return { why: "no answer", isUnanswered: true };
  }
}

function toOutcome(code: number | undefined): Outcome {
  if (code === 0) return SENT;
  if (code === INACTIVE) return { result: "gone", why: `code ${code}` };
  if (code === INVALID) return { result: "refused", why: `code ${code}` };
  if (code === undefined) return { result: "later", why: "no answer for this one", isUnanswered: true };
  return { result: "later", why: `code ${code}` };
}
