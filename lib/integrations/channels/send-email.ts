import type { SendEmail } from "@cloudflare/workers-types";
import { type Channel, type Outcome, type Outgoing, SENT } from "./channel";
import { mailHeaders } from "./mail-headers";

/** One recipient a call: one that is suppressed refuses the whole call. */
const BATCH = 20;

/** Cloudflare says by these codes that an address takes no mail any more, or never did. */
const GONE = /E_RECIPIENT_SUPPRESSED/;
const REFUSED = /E_(?:RECIPIENT_NOT_ALLOWED|CONTENT_TOO_LARGE|VALIDATION_ERROR)/;

/** Mail by Cloudflare's binding: the second sender, where Postmark is not set. */
export const sendEmail = (binding: SendEmail, from: string): Channel => ({
  batch: BATCH,
  send: (messages) => Promise.all(messages.map((message) => sendOne(binding, from, message))),
});

async function sendOne(binding: SendEmail, from: string, message: Outgoing): Promise<Outcome> {
  const { end, mail } = message;
  try {
    await binding.send({ from, to: end.to, ...mail, headers: mailHeaders(message) });
    return SENT;
  } catch (error) {
    const code = `${(error as { code?: unknown }).code ?? ""} ${error instanceof Error ? error.message : ""}`;
    if (GONE.test(code)) return { result: "gone", why: "suppressed" };
    return REFUSED.test(code)
      ? { result: "refused", why: "refused by the mail binding" }
      : { result: "later", why: "the mail binding failed", isUnanswered: true };
  }
}
