import compile from "icu-minify/compile";
import { describe, expect, it } from "vitest";
import { CATALOGUES } from "@/components/copy/catalogues";
import { en } from "@/components/copy/en";
import { LANGUAGES, type Language } from "@/lib/schemas/language";

/** What would look ahead or promise, in each language (spec §2.3); stems, so that inflections are caught. */
const LOOKS_AHEAD: Record<Language, RegExp> = {
  en: /\b(soon|shortly|expect\w*|will|should|likely|eta|going to|estimat\w*|hopefully|yet|about to|plan to)\b/iu,
  es: /\b(pronto|próximamente|en breve|se espera|esperamos|debería\w*|probable\w*|estimad\w*|se prevé|previsto|\w+(?:aremos|eremos|iremos))\b/iu,
  de: /\b(bald|demnächst|in Kürze|gleich|voraussichtlich|erwartet|erwarten|sollten?|wird|werden|wahrscheinlich|geschätzt\w*|hoffentlich)\b/iu,
  fr: /\b(bientôt|prochainement|sous peu|devrai\w*|prévoyons|probable\w*|estim\w*|attendu\w*|\w+(?:erons|irons))\b/iu,
  ja: /(まもなく|間もなく|すぐに|予想|見込み|はずです|でしょう|する予定|おそらく|推定)/u,
};
const BROKERS = /alpaca|snaptrade/i;

describe.each(LANGUAGES)("the texts in %s", (language) => {
  const texts = Object.entries(CATALOGUES[language]);

  it.each(texts)("%s looks back or at now, and names no broker: %s", (_, text) => {
    expect(text).not.toMatch(LOOKS_AHEAD[language]);
    expect(text).not.toMatch(BROKERS);
  });

  it.each(texts)("%s takes the arguments that English takes", (key, text) => {
    expect(argumentsOf(text)).toEqual(argumentsOf(en[key as keyof typeof en]));
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
