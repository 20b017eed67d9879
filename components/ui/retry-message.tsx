"use client";

import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { useErrorCopy } from "./error-copy";
import { Message } from "./message";
import { PageShell } from "./page-shell";

/** Said where not even the layout could be shown, which knows the reader's language. */
const LAST_RESORT: Copy = {
  language: "en",
  isChosen: false,
  messages: {
    "messages.error.title": "This page could not be shown",
    "messages.error.text": "An error stopped it from loading. Please try again.",
    "messages.retry": "Try again",
    "messages.home": "Go to the status page",
  },
};

/** What a reader sees when a page throws: nothing of the cause. */
export function RetryMessage({ retry }: { retry: () => void }) {
  const copy = useErrorCopy();
  return copy ? (
    <PageShell copy={copy} path="/">
      <Failure copy={copy} retry={retry} />
    </PageShell>
  ) : (
    <main className="frame">
      <Failure copy={LAST_RESORT} retry={retry} />
    </main>
  );
}

function Failure({ copy, retry }: { copy: Copy; retry: () => void }) {
  return (
    <Message title={say(copy, "messages.error.title")} text={say(copy, "messages.error.text")}>
      <button type="button" className="button" onClick={retry}>
        {say(copy, "messages.retry")}
      </button>
      <a href={linkTo(copy, "/")} className="link">
        {say(copy, "messages.home")}
      </a>
    </Message>
  );
}
