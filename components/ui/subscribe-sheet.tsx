import { feedLinks } from "@/components/history/feed-links";
import { type Messages, t } from "@/components/messages/t";

const ORIGIN = "https://status.raxx.app";

/** Every way to be told: feeds and calendar, Slack's own command, and what other pages can show. */
export function SubscribeSheet({ messages }: { messages: Messages }) {
  return (
    <div className="grid gap-3">
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
        <code className="mt-1 block select-all rounded-md bg-hover px-2.5 py-2 text-xs wrap-anywhere">
          {`/feed subscribe ${ORIGIN}/history.rss`}
        </code>
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
