"use client";

import { useState, useSyncExternalStore } from "react";
import { linkTo } from "@/components/messages/link-to";
import type { Messages } from "@/components/messages/t";
import { isLanguage, type Language } from "@/lib/schemas/language";

/** The offer in the language that it offers, and how it is refused. */
const OFFERS: Record<Language, { offer: string; close: string }> = {
  en: { offer: "This page in English", close: "Close" },
  es: { offer: "Esta página en español", close: "Cerrar" },
  de: { offer: "Diese Seite auf Deutsch", close: "Schließen" },
  fr: { offer: "Cette page en français", close: "Fermer" },
  ja: { offer: "このページを日本語で", close: "閉じる" },
};

const REFUSED = "language-offer";

/** Offers the page in the language that the browser prefers, where it has another. It never redirects and shifts no layout. */
export function LanguageOffer({ messages, path }: { messages: Messages; path: string }) {
  const [isClosed, close] = useState(false);
  const language = useSyncExternalStore(never, preferred, () => null);
  if (isClosed || language === null || language === messages.language) return null;
  const { offer, close: closing } = OFFERS[language];
  const refuse = () => {
    close(true);
    remember();
  };
  return (
    <aside lang={language} aria-label={offer} className="language-offer">
      <a href={linkTo({ language }, path)} hrefLang={language} className="link font-medium text-ink">
        {offer}
      </a>
      <button type="button" aria-label={closing} onClick={refuse} className="language-offer-close">
        ×
      </button>
    </aside>
  );
}

const never = () => () => {};

/** The first of ours among the browser's languages; null where there is none, or where the offer was refused before. */
function preferred(): Language | null {
  const preferred = navigator.languages.map((tag) => tag.split("-")[0]?.toLowerCase()).find(isLanguage);
  return preferred === undefined || isRefused() ? null : preferred;
}

function isRefused(): boolean {
  try {
    return localStorage.getItem(REFUSED) !== null;
  } catch {
    return false; // no storage: refused until the page is left
  }
}

function remember(): void {
  try {
    localStorage.setItem(REFUSED, "1");
  } catch {
    // Nothing to remember it in.
  }
}
