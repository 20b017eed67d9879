"use client";

import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { ZoneSwitch } from "@/components/status/zone-switch";
import { LanguageOffer } from "./language-offer";
import { LanguageSwitch } from "./language-switch";

type Props = { copy: Copy; path: string };

/** What stands below every public page; the part of the frame that scripts hydrate. */
export function PageFooter({ copy, path }: Props) {
  return (
    <div className="frame space-y-6 py-8 text-muted text-sm">
      <div className="flex flex-col gap-x-8 gap-y-5 md:flex-row md:items-start md:justify-between">
        <LanguageSwitch copy={copy} path={path} />
        <ZoneSwitch copy={copy} />
      </div>
      <div className="flex flex-col gap-x-8 gap-y-3 md:flex-row md:justify-between">
        <p>
          {say(copy, "frame.independent")} {say(copy, "frame.times")}
        </p>
        <p className="flex shrink-0 flex-wrap gap-x-6 gap-y-1">
          <a href={linkTo(copy, "/history")} className="link">
            {say(copy, "frame.history")}
          </a>
          <a href={linkTo(copy, "/docs/api")} className="link">
            {say(copy, "frame.api")}
          </a>
        </p>
      </div>
      <LanguageOffer copy={copy} path={path} />
    </div>
  );
}
