/** The languages that the pages speak; the first one is spoken to whoever asks for none of them. */
export const LANGUAGES = ["en", "es", "de", "fr", "ja"] as const;
export type Language = (typeof LANGUAGES)[number];
