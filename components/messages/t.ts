import format, { type CompiledMessage } from "icu-minify/format";
import type { Language } from "@/lib/schemas/language";
import type { MessageKey, Values } from "./catalogue";
import { dateTimeFormat, numberFormat, pluralRules } from "./formatters";
import { OWN_TEXTS } from "./languages";

/** A language and its texts: plain data, so that it can be handed from the server to the browser. */
export type Messages = {
  language: Language;
  texts: Partial<Record<MessageKey, CompiledMessage>>;
};

/** The locale in which dates, lists and plurals of these texts are written. */
export const findLocale = ({ language }: Pick<Messages, "language">): string => OWN_TEXTS[language].locale;

const formatters = {
  getDateTimeFormat: dateTimeFormat,
  getNumberFormat: numberFormat,
  getPluralRules: pluralRules,
};

type Rest<Key extends MessageKey> = [keyof Values<Key>] extends [never] ? [] : [values: Values<Key>];

/** One message of the catalogue, with its arguments filled in. */
export function t<Key extends MessageKey>(messages: Messages, key: Key, ...[values]: Rest<Key>): string {
  const message = messages.texts[key];
  return message === undefined ? key : (format(message, findLocale(messages), values, { formatters }) as string);
}
