/** The languages of the pages; the first one's addresses have no prefix. */
export const LANGUAGES = ["en", "es", "de", "fr", "ja"] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (name: string | null | undefined): name is Language =>
  LANGUAGES.some((language) => language === name);

/** A page's address in a language: `/history` in English, `/de/history` in German. */
export function addressIn(language: Language, path: string, query: Readonly<Record<string, string>> = {}): string {
  const base = language === LANGUAGES[0] ? path : `/${language}${path === "/" ? "" : path}`;
  const search = new URLSearchParams(query).toString();
  return search ? `${base}?${search}` : base;
}
