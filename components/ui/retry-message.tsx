"use client";

import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { useErrorMessages } from "./error-messages";
import { Message } from "./message";

/** Shown where the layout failed too, so that the reader's language is unknown. */
const LAST_RESORT: Messages = {
  language: "en",
  texts: {
    "messages.error.title": "This page could not be shown",
    "messages.error.text": "An error stopped it from loading. Please try again.",
    "messages.retry": "Try again",
    "messages.home": "Go to the status page",
  },
};

/** What a reader sees when a page throws: nothing of the cause. Every page loads it, so it brings no frame. */
export function RetryMessage({ retry }: { retry: () => void }) {
  const messages = useErrorMessages() ?? LAST_RESORT;
  return (
    <main className="frame">
      <Message title={t(messages, "messages.error.title")} text={t(messages, "messages.error.text")}>
        <button type="button" className="button" onClick={retry}>
          {t(messages, "messages.retry")}
        </button>
        <a href={linkTo(messages, "/")} className="link">
          {t(messages, "messages.home")}
        </a>
      </Message>
    </main>
  );
}
