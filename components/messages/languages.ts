import type { Language } from "@/lib/schemas/language";

/** What is written in a language on pages of any other: its name, and the offer of a page in it. */
type OwnTexts = {
  locale: string;
  /** The day of the week with which weeks begin: 0 for Sunday. */
  weekStart: 0 | 1;
  name: string;
  offer: string;
  close: string;
};

/** Each language by itself: the locale of its dates, lists and plurals, and its own texts. */
export const OWN_TEXTS: Record<Language, OwnTexts> = {
  en: { locale: "en-US", weekStart: 0, name: "English", offer: "This page in English", close: "Close" },
  es: { locale: "es", weekStart: 1, name: "Español", offer: "Esta página en español", close: "Cerrar" },
  de: { locale: "de", weekStart: 1, name: "Deutsch", offer: "Diese Seite auf Deutsch", close: "Schließen" },
  fr: { locale: "fr", weekStart: 1, name: "Français", offer: "Cette page en français", close: "Fermer" },
  ja: { locale: "ja", weekStart: 0, name: "日本語", offer: "このページを日本語で", close: "閉じる" },
};
