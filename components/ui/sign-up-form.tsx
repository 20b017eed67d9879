"use client";

import { useSyncExternalStore } from "react";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { UTC } from "@/components/status/time-format";

/** Signs a mail address up for everything, in the page's language and, with scripts, the reader's zone. It is in pages that caches share: no value of it is one reader's. */
export function SignUpForm({ messages }: { messages: Messages }) {
  const zone = useSyncExternalStore(never, readZone, () => UTC);
  return (
    <form method="post" action={linkTo(messages, "/subscribe")}>
      <label className="mb-1 block font-medium" htmlFor="sign-up">
        {t(messages, "follow.email")}
      </label>
      <div className="sheet-form">
        <input id="sign-up" type="email" name="email" required autoComplete="email" maxLength={254} className="field" />
        <button type="submit" className="button">
          {t(messages, "follow.title")}
        </button>
      </div>
      <input type="hidden" name="language" value={messages.language} />
      <input type="hidden" name="zone" value={zone} />
      <label hidden>
        Website <input name="website" tabIndex={-1} autoComplete="off" />
      </label>
    </form>
  );
}

const never = () => () => {};
const readZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
