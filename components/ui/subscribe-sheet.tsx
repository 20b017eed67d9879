import { feedLinks } from "@/components/history/feed-links";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import type { SignUpOffer } from "@/lib/schemas/subscriptions";
import { SignUpForm } from "./sign-up-form";

const ORIGIN = "https://status.raxx.app";

/** The link to /subscribe, by what that offers. */
const MORE = { all: "follow.chooseAll", mail: "follow.choose", push: "follow.browser" } as const;

/** Every way to be told: mail and what /subscribe has besides, feeds and calendar, Slack's own command, and what other pages can show. */
export function SubscribeSheet({ messages, signUp }: { messages: Messages; signUp: SignUpOffer }) {
  return (
    <div className="grid gap-3">
      {signUp !== "none" && (
        <div className="border-line border-b">
          {signUp !== "push" && <SignUpForm messages={messages} />}
          <a href={linkTo(messages, "/subscribe")} className="sheet-link py-2">
            {t(messages, MORE[signUp])}
          </a>
        </div>
      )}
      <p className="text-muted">{t(messages, "follow.all")}</p>
      <ul className="flex flex-wrap gap-x-5">
        {feedLinks(messages).map(({ href, name, type }) => (
          <li key={href}>
            <a href={href} type={type} className="sheet-link">
              {name}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <span>{t(messages, "follow.slack")}</span>{" "}
        <code className="sheet-code">{`/feed subscribe ${ORIGIN}/history.rss`}</code>
      </p>
      <p className="flex flex-wrap gap-x-5">
        <a href="/badge.svg" className="sheet-link">
          {t(messages, "follow.badge")}
        </a>{" "}
        <a href="/embed" className="sheet-link">
          {t(messages, "follow.embed")}
        </a>
      </p>
    </div>
  );
}
