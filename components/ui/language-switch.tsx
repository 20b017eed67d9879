import { OWN_TEXTS } from "@/components/messages/languages";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { LANGUAGES } from "@/lib/schemas/language";

/** The same page in each language, as links: they work without scripts, and can be shared. */
export function LanguageSwitch({ messages, path }: { messages: Messages; path: string }) {
  return (
    <nav aria-label={t(messages, "frame.language")}>
      <p className="text-muted">{t(messages, "frame.language")}</p>
      <ul className="flex flex-wrap gap-x-5">
        {LANGUAGES.map((language) => (
          <li key={language}>
            <a
              href={linkTo({ language }, path)}
              lang={language}
              hrefLang={language}
              aria-current={language === messages.language ? "true" : undefined}
              className="sheet-link"
            >
              {OWN_TEXTS[language].name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
