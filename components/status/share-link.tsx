"use client";

import { type MouseEvent, useState } from "react";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";

type Props = { messages: Messages; path: string; title: string };

/** A page's address to hand on: the device's own way to share where it has one, else copied; without scripts, a link. */
export function ShareLink({ messages, path, title }: Props) {
  const [isCopied, setCopied] = useState(false);
  const href = linkTo(messages, path);
  const share = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const url = new URL(href, location.href).href;
    if (!navigator.share && !navigator.clipboard) return;
    event.preventDefault();
    if (navigator.share)
      void navigator.share({ title, url }).catch(() => {}); // the reader thought better of it
    else
      void navigator.clipboard.writeText(url).then(
        () => setCopied(true),
        () => location.assign(url),
      );
  };
  return (
    <>
      <a href={href} onClick={share} className="sheet-link -my-2.5 ms-auto no-print">
        {t(messages, isCopied ? "active.copied" : "active.share")}
      </a>
      <span aria-live="polite" className="sr-only">
        {isCopied ? t(messages, "active.copied") : ""}
      </span>
    </>
  );
}
