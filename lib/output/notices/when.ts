import type { Language } from "@/lib/schemas/language";

/** Dates with a 24-hour clock in each language. */
const LOCALES: Record<Language, string> = { en: "en-GB", es: "es", de: "de", fr: "fr", ja: "ja" };

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string): Intl.DateTimeFormat {
  const key = `${language} ${zone}`;
  const made =
    FORMATS.get(key) ??
    new Intl.DateTimeFormat(LOCALES[language], {
      ...{ year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
      ...{ hourCycle: "h23", timeZone: zone, timeZoneName: "short" },
    });
  FORMATS.set(key, made);
  return made;
}

/** An instant in the reader's zone, which it names, with UTC beside where that is another. */
export function formatInstant(iso: string, language: Language, zone: string): string {
  const date = new Date(iso);
  const own = format(language, zone).format(date);
  const utc = `${iso.slice(11, 16)} UTC`;
  return zone === "UTC" ? own : `${own} (${utc})`;
}
