"use client";

import { useState, useSyncExternalStore } from "react";
import { OWN_TEXTS } from "@/components/messages/languages";
import { linkTo } from "@/components/messages/link-to";
import type { Messages } from "@/components/messages/t";
import { isLanguage, type Language } from "@/lib/schemas/language";

const REFUSED = "language-offer";

/** Offers the page in the language that the browser prefers, where it has another. It never redirects and shifts no layout. */
export function LanguageOffer({ messages, path }: { messages: Messages; path: string }) {
  const [isClosed, close] = useState(false);
  const language = useSyncExternalStore(never, preferred, () => null);
  if (isClosed || language === null || language === messages.language) return null;
  const { offer, close: closing } = OWN_TEXTS[language];
  const refuse = () => {
    close(true);
    remember();
  };
  return (
    <aside lang={language} aria-label={offer} className="language-offer">
      <a href={linkTo({ language }, path)} hrefLang={language} className="sheet-link font-medium text-ink">
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
  const language = navigator.languages.map((tag) => tag.split("-")[0]?.toLowerCase()).find(isLanguage);
  return language === undefined || isRefused() ? null : language;
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
