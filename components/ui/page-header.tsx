"use client";

import { OWN_TEXTS } from "@/components/messages/languages";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { useChosenZone } from "@/components/status/use-zone";
import { ZoneSwitch } from "@/components/status/zone-switch";
import type { SignUpOffer } from "@/lib/schemas/subscriptions";
import { BrandMark } from "./brand-mark";
import { HeaderMenu, useMenus } from "./header-menu";
import { LanguageOffer } from "./language-offer";
import { LanguageSwitch } from "./language-switch";
import { SITE } from "./site";
import { SubscribeSheet } from "./subscribe-sheet";

type Props = { messages: Messages; path: string; signUp: SignUpOffer };

/** What stands above every public page: the way home, the history, how to subscribe, language and zone. Scripts hydrate it on every page. */
export function PageHeader({ messages, path, signUp }: Props) {
  useMenus();
  const isAlive = useChosenZone() !== undefined;
  return (
    <div className="frame relative flex items-center justify-between gap-2 py-3 sm:py-5">
      <a href={linkTo(messages, "/")} className="flex min-h-11 items-center gap-2 rounded-sm">
        <BrandMark />
        <span className="font-semibold">{SITE.brand}</span>{" "}
        <span className="text-muted max-narrow:hidden">{SITE.product}</span>
      </a>
      <nav aria-label={t(messages, "frame.navigation")} className="-me-2 flex items-center text-sm">
        <a href={linkTo(messages, "/history")} className="header-item">
          {t(messages, "trail.history")}
        </a>
        <HeaderMenu label={<span>{t(messages, "follow.title")}</span>}>
          <SubscribeSheet messages={messages} signUp={signUp} />
        </HeaderMenu>
        <HeaderMenu
          label={
            <>
              <span className="sr-only">{t(messages, "frame.settings")}</span>
              <Globe />
              <span className="max-sm:hidden" aria-hidden="true">
                {OWN_TEXTS[messages.language].name}
              </span>
            </>
          }
        >
          <div className="grid gap-4">
            <LanguageSwitch messages={messages} path={path} />
            {isAlive && <ZoneSwitch messages={messages} />}
          </div>
        </HeaderMenu>
      </nav>
      <LanguageOffer messages={messages} path={path} />
    </div>
  );
}

function Globe() {
  return (
    <svg viewBox="0 0 20 20" fill="none" strokeWidth="1.5" aria-hidden="true" className="size-5 stroke-current">
      <circle cx="10" cy="10" r="7.25" />
      <path d="M2.75 10h14.5M10 2.75c4 4.5 4 10 0 14.5c-4-4.5-4-10 0-14.5z" />
    </svg>
  );
}
