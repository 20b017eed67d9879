import type { ReactNode } from "react";
import { type Messages, t } from "@/components/messages/t";
import { feedLinks } from "./feed-links";

type Props = { messages: Messages; title?: string; text?: string; surfaceId?: string; children?: ReactNode };

/** The page's feeds and calendar, and (as children) its badge. */
export function Follow({ messages, title, text, surfaceId, children }: Props) {
  return (
    <section aria-labelledby="follow">
      <h2 id="follow" className="section-title mb-3">
        {title ?? t(messages, "follow.title")}
      </h2>
      <div className="panel space-y-4 p-4 sm:p-6">
        {text && <p className="text-muted text-sm">{text}</p>}
        <ul className="flex flex-wrap gap-x-6">
          {feedLinks(messages, surfaceId).map(({ href, name, type }) => (
            <li key={href}>
              <a href={href} type={type} className="sheet-link">
                {name}
              </a>
            </li>
          ))}
        </ul>
        {children}
      </div>
    </section>
  );
}
