import type { Phase, Severity } from "@/lib/core/engine/states";
import type { NoticeKind, Step } from "@/lib/core/notices/event";
import type { Language } from "@/lib/schemas/language";
import { de } from "./texts/de";
import { en } from "./texts/en";
import { es } from "./texts/es";
import { fr } from "./texts/fr";
import { ja } from "./texts/ja";

/** A letter's texts; `{blank}` is filled in. */
type LetterTexts = { subject: string; body: readonly string[] };

/** One language's texts of notices. They are read in mails and chats only, so browsers don't load them. */
export type NoticeTexts = {
  kinds: Record<NoticeKind, string>;
  steps: Record<Step, string>;
  severities: Record<Severity, string>;
  phases: Record<Phase, string>;
  affected: string;
  span: string;
  since: string;
  link: string;
  digest: string;
  digestWhy: string;
  why: string;
  unsubscribe: string;
  change: string;
  /** Where the copy on another host is. */
  mirror: string;
  confirm: LetterTexts;
  manage: LetterTexts;
  disabled: LetterTexts;
  ping: string;
};

export const NOTICE_TEXTS: Record<Language, NoticeTexts> = { en, es, de, fr, ja };

/** A text with its blanks filled in; a blank without a value stays as it is. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));
