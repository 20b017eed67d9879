import { OWN_TEXTS } from "@/components/messages/languages";
import { BrandMark } from "@/components/ui/brand-mark";
import { LANGUAGES } from "@/lib/schemas/language";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import { Heading, MailPreview } from "./mail-preview";
import { Unfolding } from "./unfolding";

type Notice = OpsPreview["notices"][number];

/** What subscribers would get of a write, by channel. It stands in the write's form: a button of a language previews the same write in it. */
export function NoticePreview({ notices }: Pick<OpsPreview, "notices">) {
  return notices.map((notice, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same notice in another language has the same place
    <Unfolding key={index} isOpen={notice.language !== LANGUAGES[0]}>
      <summary className="link inline-flex min-h-11 items-center text-sm">
        {`Subscribers are told: at most ${notice.at_most}`}
      </summary>
      <LanguageButtons chosen={notice.language} />
      <div lang={notice.language} className="mt-3 grid gap-4 text-sm lg:grid-cols-2" data-notice>
        <MailPreview mail={notice.mail} />
        <div className="min-w-0 space-y-4">
          <Chat chat={notice.chat} />
          <Push push={notice.push} />
          <div>
            <Heading>Webhook, alike in every language</Heading>
            <pre className="overflow-x-auto whitespace-pre-wrap rounded-md bg-hover p-3 text-xs wrap-anywhere">
              {notice.webhook}
            </pre>
          </div>
        </div>
      </div>
    </Unfolding>
  ));
}

function LanguageButtons({ chosen }: { chosen: Notice["language"] }) {
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="mb-1 text-muted text-sm">As a subscriber reads it in</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-current={language === chosen ? "true" : undefined}
          className="ops-quiet text-sm"
        >
          {OWN_TEXTS[language].name}
        </button>
      ))}
    </fieldset>
  );
}

function Chat({ chat: { title, text, link, url } }: Pick<Notice, "chat">) {
  return (
    <section>
      <Heading>Chat</Heading>
      <div className="panel p-3.5 wrap-anywhere">
        <p className="font-semibold">{title}</p>
        <p className="whitespace-pre-line">{text}</p>
        <p className="text-muted">{`${link}: ${url}`}</p>
      </div>
    </section>
  );
}

function Push({ push: { title, text } }: Pick<Notice, "push">) {
  return (
    <section>
      <Heading>Browser</Heading>
      <div className="panel flex gap-3 p-3.5 wrap-anywhere">
        <BrandMark />
        <div className="min-w-0">
          <p className="font-semibold">{title}</p>
          <p className="whitespace-pre-line">{text}</p>
          <p className="text-muted text-xs">status.raxx.app</p>
        </div>
      </div>
    </section>
  );
}
