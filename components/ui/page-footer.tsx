"use client";

import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { ZoneSwitch } from "@/components/status/zone-switch";
import { LanguageOffer } from "./language-offer";
import { LanguageSwitch } from "./language-switch";

type Props = { messages: Messages; path: string };

/** What stands below every public page; the part of the frame that scripts hydrate. */
export function PageFooter({ messages, path }: Props) {
  return (
    <div className="frame flex flex-col gap-6 py-8 text-muted text-sm">
      <div className="flex flex-col gap-x-8 gap-y-5 md:flex-row md:items-start md:justify-between">
        <LanguageSwitch messages={messages} path={path} />
        <ZoneSwitch messages={messages} />
      </div>
      <div className="flex flex-col gap-x-8 gap-y-3 md:flex-row md:justify-between">
        <p>
          <span>{t(messages, "frame.independent")}</span> <span>{t(messages, "frame.times")}</span>
        </p>
        <p className="flex shrink-0 flex-wrap gap-x-6 gap-y-1">
          <a href={linkTo(messages, "/history")} className="link">
            {t(messages, "frame.history")}
          </a>
          <a href={linkTo(messages, "/docs/api")} className="link">
            {t(messages, "frame.api")}
          </a>
        </p>
      </div>
      <LanguageOffer messages={messages} path={path} />
    </div>
  );
}
