import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";

/** The way back: the front page, and the history where this page is a part of it. */
export function Trail({ messages, withHistory = false }: { messages: Messages; withHistory?: boolean }) {
  return (
    <nav aria-label={t(messages, "trail.label")} className="mb-2 -mt-2 text-sm">
      <ol className="flex flex-wrap gap-x-2 text-muted">
        <li>
          <a href={linkTo(messages, "/")} className="link inline-block py-3">
            {!withHistory && <span aria-hidden="true">← </span>}
            <span>{t(messages, "trail.status")}</span>
          </a>
        </li>
        {withHistory && (
          <li className="flex gap-x-2">
            <span aria-hidden="true" className="py-3">
              /
            </span>
            <a href={linkTo(messages, "/history")} className="link inline-block py-3">
              {t(messages, "trail.history")}
            </a>
          </li>
        )}
      </ol>
    </nav>
  );
}
