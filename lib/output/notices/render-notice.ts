import type { Phase, Severity } from "@/lib/core/engine/states";
import type { NoticeKind, Step } from "@/lib/core/notices/event";
import { firstSentence } from "@/lib/output/incident-title";
import { MIRROR } from "@/lib/output/mirror";
import { SITE } from "@/lib/output/site";
import { addressIn, type Language } from "@/lib/schemas/language";
import type { NoticeContent, WebhookBody, WebhookEvent } from "@/lib/schemas/notices";
import { toPublicTime } from "@/lib/schemas/public-time";
import { toHtml } from "./html";
import { fill, NOTICE_TEXTS } from "./texts";
import { formatInstant } from "./when";

/** An event as it is told: the row, with its content parsed. */
export type ToldEvent = {
  subject: string;
  revision: number;
  step: Step;
  kind: NoticeKind;
  isOver: boolean;
  severity: Severity | null;
  at: number;
  content: NoticeContent;
};

export type Reader = { language: Language; zone: string };

/** A message in every form that a channel needs. */
export type Rendered = {
  /** One line that says what has happened. */
  title: string;
  /** A mail's subject: the same for all messages of one incident, so that they are one thread. */
  subject: string;
  text: string;
  /** A mail's plain text: with the link, and how to end it. */
  mailText: string;
  html: string;
  url: string;
  link: string;
};

/** No line break or control character in a line, which would begin another header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();

/** A message of the events of one subject, or a digest of several; the newest event of a subject says what is. */
export function renderNotice(events: readonly ToldEvent[], reader: Reader, unsubscribe: string | null): Rendered {
  const texts = NOTICE_TEXTS[reader.language];
  const latest = events.at(-1);
  if (!latest) throw new TypeError("a notice has an event");
  const subjects = Map.groupBy(events, ({ subject }) => subject);
  const isDigest = subjects.size > 1;
  const path = isDigest ? "/" : latest.content.path;
  const url = SITE + addressIn(reader.language, path);
  const digest = fill(texts.digest, { count: events.length });
  const parts = [
    ...(isDigest ? [texts.digestWhy] : []),
    ...[...subjects.values()].flatMap((own) => renderSubject(own, reader)),
  ];
  const subscribe = SITE + addressIn(reader.language, "/subscribe");
  const footer = [
    texts.why,
    ...(unsubscribe === null ? [] : [fill(texts.unsubscribe, { url: unsubscribe })]),
    fill(texts.change, { url: subscribe }),
    ...(MIRROR === null ? [] : [fill(texts.mirror, { url: `${MIRROR}/` })]),
  ];
  const body = { parts, link: { url, text: texts.link }, footer };
  return {
    title: isDigest ? digest : oneLine(`${texts.steps[latest.step]}: ${latest.content.title}`),
    subject: isDigest ? digest : oneLine(`${texts.kinds[latest.kind]}: ${latest.content.title}`),
    text: parts.join("\n\n"),
    mailText: [...parts, `${texts.link}: ${url}`, `-- \n${footer.join("\n")}`].join("\n\n"),
    html: toHtml(body, reader.language),
    url,
    link: texts.link,
  };
}

/** What has happened to one subject since it was last told, oldest first, each as its own paragraph. */
function renderSubject(events: readonly ToldEvent[], reader: Reader): string[] {
  return events.map((event) => {
    const texts = NOTICE_TEXTS[reader.language];
    const { title, note, phase, surfaces, starts_at: starts, ends_at: ends } = event.content;
    const instant = (iso: string) => formatInstant(iso, reader.language, reader.zone);
    const names = surfaces.map(({ name }) => name).join(", ");
    const label = phase !== null && phase in texts.phases ? texts.phases[phase as Phase] : null;
    const first = note !== null && firstSentence(note) === title ? note : title; // nobody gave it: it is that note's own
    const severity = event.severity === null || event.isOver ? null : texts.severities[event.severity];
    return [
      `${texts.steps[event.step]} · ${instant(toPublicTime(event.at))}`,
      first,
      label !== null && firstSentence(note) === label ? null : label,
      note === first ? null : note,
      names && severity ? fill(texts.affected, { surfaces: names, severity }) : names || null,
      starts && ends ? fill(texts.span, { start: instant(starts), end: instant(ends) }) : null,
      starts && !ends ? fill(texts.since, { start: instant(starts) }) : null,
    ]
      .filter((line) => line !== null)
      .join("\n");
  });
}

/** The body of a webhook. */
export const renderBody = (events: readonly ToldEvent[], at: number): WebhookBody => ({
  type: "notice",
  timestamp: toPublicTime(at),
  data: { events: events.map(toWebhookEvent) },
});

function toWebhookEvent({ content, isOver, at, ...event }: ToldEvent): WebhookEvent {
  const { path, ...rest } = content;
  const { kind, subject, revision, step, severity } = event;
  return { kind, subject, revision, step, is_over: isOver, severity, at: toPublicTime(at), url: SITE + path, ...rest };
}
