import Negotiator from "negotiator";
import { LANGUAGES, type Language } from "@/lib/schemas/language";

/** What pages are told of their reader, as headers that the edge alone writes. */
const SPOKEN = "Accept-Language";
const CHOSEN = "X-Language-Chosen";

export type ReaderLanguage = { language: Language; isChosen: boolean };

const isLanguage = (name: string | null): name is Language => LANGUAGES.some((language) => language === name);

/** The language that the address asks for; else the one that the browser likes best of ours; else the first. */
export function languageOf({ url, headers }: Pick<Request, "url" | "headers">): ReaderLanguage {
  const asked = new URL(url).searchParams.get("lang")?.toLowerCase() ?? null;
  if (isLanguage(asked)) return { language: asked, isChosen: true };
  const liked = new Negotiator({ headers: { "accept-language": headers.get(SPOKEN) ?? undefined } });
  return { language: (liked.language([...LANGUAGES]) as Language | undefined) ?? LANGUAGES[0], isChosen: false };
}

/** A request's headers as pages read them: one language of ours, and whether it was asked for by name. */
export function speak(headers: Headers, { language, isChosen }: ReaderLanguage): Headers {
  headers.set(SPOKEN, language);
  if (isChosen) headers.set(CHOSEN, "1");
  else headers.delete(CHOSEN);
  return headers;
}

/** The reader's language as the edge has told it. */
export function toldLanguage(headers: Pick<Headers, "get">): ReaderLanguage {
  const told = headers.get(SPOKEN);
  return { language: isLanguage(told) ? told : LANGUAGES[0], isChosen: headers.get(CHOSEN) === "1" };
}
