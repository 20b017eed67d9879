import compile from "icu-minify/compile";
import { describe, expect, it } from "vitest";
import { CATALOGUES } from "@/components/messages/catalogues";
import { en } from "@/components/messages/en";
import { LANGUAGES, type Language } from "@/lib/schemas/language";

/** What would look ahead or promise, in each language (contract §10.4): words, or stems where a `~` ends them. */
const LOOKS_AHEAD: Record<Language, string> = {
  en: `soon shortly expect~ will won’t shall should likely eta estimat~ hopefully yet upcoming anticipat~ promis~
    imminent~ going_to about_to plan_to as_soon_as`,
  es: `pronto próximamente próxim~ en_breve cuanto_antes a_la_brevedad espera~ debería~ probable~ posiblemente
    estimad~ prevé prevemos previst~ ojalá prometemos confiamos será serán estará estarán habrá podrá podrán vamos_a va_a`,
  de: `bald~ demnächst kürze gleich voraussichtlich~ erwart~ sollte~ soll wird werde~ wirst wahrscheinlich~ geschätzt~
    hoffentlich künftig~ zukünftig~ vermutlich~ dürfte~ umgehend schnellstmöglich~ sobald rechnen`,
  fr: `bientôt prochain~ sous_peu devrai~ prévo~ prévu~ probable~ estim~ attendu~ espér~ imminent~ sera seront serons
    aura auront pourra pourront à_venir va_être dès_que d’ici`,
  ja: "まもなく 間もなく すぐに 予想 見込み はずです でしょう 予定 おそらく 推定 近日 今後 次第 お待ち 目標 見通し",
};
/** First person plural, future tense. */
const FUTURES: Partial<Record<Language, string>> = { es: "(?:ar|er|ir)emos", fr: "(?:er|ir)ons" };

/** Japanese sets no blanks between words, and `\b` knows no accents. */
function looksAhead(language: Language): RegExp {
  const words = LOOKS_AHEAD[language].split(/\s+/).map((word) => word.replaceAll("_", " ").replace("~", "\\p{L}*"));
  if (language === "ja") return new RegExp(words.join("|"), "u");
  const future = FUTURES[language];
  const all = future ? [...words, `\\p{L}+${future}`] : words;
  return new RegExp(`(?<!\\p{L})(?:${all.join("|")})(?!\\p{L})`, "iu");
}

it("A text that looks ahead is seen in each language", () => {
  const ahead: [Language, string][] = [
    ["en", "Service will be back soon"],
    ["es", "Se prevé el fin"],
    ["es", "Informaremos aquí"],
    ["de", "Die Störung wird behoben"],
    ["fr", "Retour prévu à midi"],
    ["fr", "Nous rétablirons le service"],
    ["ja", "復旧する予定です"],
  ];
  expect(ahead.filter(([language, text]) => !looksAhead(language).test(text))).toEqual([]);
});

const BROKERS = /alpaca|snaptrade/i;

describe.each(LANGUAGES)("the texts in %s", (language) => {
  const texts = Object.entries(CATALOGUES[language]);

  it("look back or at now, and name no broker", () => {
    expect(texts.filter(([, text]) => looksAhead(language).test(text) || BROKERS.test(text))).toEqual([]);
  });

  it("take the arguments that the English texts take", () => {
    const argumentsIn = (texts: [string, string][]) => texts.map(([key, text]) => `${key}: ${argumentsOf(text)}`);
    expect(argumentsIn(texts)).toEqual(argumentsIn(Object.entries(en)));
  });

  it("holds every key of English, in its order", () => {
    expect(texts.map(([key]) => key)).toEqual(Object.keys(en));
  });
});

it.each(LANGUAGES.filter((language) => language !== "en"))(
  "%s repeats English only where both say the same",
  (language) => {
    const same = Object.entries(CATALOGUES[language]).filter(([key, text]) => text === en[key as keyof typeof en]);
    expect(same.length / Object.keys(en).length).toBeLessThan(0.15);
  },
);

/** A compiled message is a text, or its parts: texts, and arguments as `[name, …how]` with a plural's branches last. */
function argumentsOf(text: string): string[] {
  const names = new Set<string>();
  const walk = (message: unknown): void => {
    if (!Array.isArray(message)) return;
    for (const part of message) {
      if (!Array.isArray(part)) continue;
      names.add(String(part[0]));
      for (const branch of Object.values(part[2] ?? {})) walk(branch);
    }
  };
  walk(compile(text));
  return [...names].sort();
}
