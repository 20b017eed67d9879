import { SITE } from "@/lib/output/site";
import { addressIn } from "@/lib/schemas/language";
import type { WebhookBody } from "@/lib/schemas/notices";
import { toPublicTime } from "@/lib/schemas/public-time";
import { toHtml } from "./html";
import type { Reader, Rendered } from "./render-notice";
import { fill, NOTICE_TEXTS } from "./texts";

/** A letter by mail; `values` fill the blanks of its text. */
export function renderLetter(
  letter: "confirm" | "manage" | "disabled",
  { language }: Pick<Reader, "language">,
  values: Readonly<Record<string, string>>,
): Rendered {
  const { subject, body } = NOTICE_TEXTS[language][letter];
  const parts = body.map((part) => fill(part, values));
  const url = values.url ?? SITE;
  const html = toHtml({ parts, link: null, footer: [] }, language);
  const text = parts.join("\n\n");
  return { title: subject, subject, text, mailText: text, html, url, link: subject };
}

/** The first message of an end, which has to take it before it counts as confirmed. */
export function renderPing({ language }: Pick<Reader, "language">): Rendered {
  const { ping, link } = NOTICE_TEXTS[language];
  const url = SITE + addressIn(language, "/");
  return { title: ping, subject: ping, text: ping, mailText: ping, html: "", url, link };
}

export const pingBody = (at: number): WebhookBody => ({
  type: "ping",
  timestamp: toPublicTime(at),
  data: { events: [] },
});
