"use client";

import { MessagePage } from "./message-page";
import { siteCopy } from "./site-copy";

/** What a reader sees when a page throws: nothing of the cause. */
export function RetryMessage({ retry }: { retry: () => void }) {
  return (
    <MessagePage {...siteCopy.messages.error}>
      <button type="button" className="button" onClick={retry}>
        {siteCopy.messages.retry}
      </button>
      <a href="/" className="link">
        {siteCopy.messages.home}
      </a>
    </MessagePage>
  );
}
