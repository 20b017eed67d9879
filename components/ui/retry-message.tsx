"use client";

import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { useErrorCopy } from "./error-copy";
import { Message } from "./message";

/** Said where not even the layout could be shown, which knows the reader's language. */
const LAST_RESORT: Copy = {
  language: "en",
  messages: {
    "messages.error.title": "This page could not be shown",
    "messages.error.text": "An error stopped it from loading. Please try again.",
    "messages.retry": "Try again",
    "messages.home": "Go to the status page",
  },
};

/** What a reader sees when a page throws: nothing of the cause. Every page loads it, so it brings no frame. */
export function RetryMessage({ retry }: { retry: () => void }) {
  const copy = useErrorCopy() ?? LAST_RESORT;
  return (
    <main className="frame">
      <Message title={say(copy, "messages.error.title")} text={say(copy, "messages.error.text")}>
        <button type="button" className="button" onClick={retry}>
          {say(copy, "messages.retry")}
        </button>
        <a href={linkTo(copy, "/")} className="link">
          {say(copy, "messages.home")}
        </a>
      </Message>
    </main>
  );
}
