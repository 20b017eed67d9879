import type { ReactNode } from "react";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { StateIcon } from "@/components/status/state-icon";
import { clockText, dateText, UTC } from "@/components/status/time-format";
import { BrandMark } from "@/components/ui/brand-mark";
import { LanguageSwitch } from "@/components/ui/language-switch";
import { SITE } from "@/components/ui/site";
import type { MirrorView } from "./mirror-view";

type Props = {
  messages: Messages;
  path: string;
  mirror: MirrorView;
  origin: string;
  old: ReactNode;
  children: ReactNode;
};

/** The frame of every page of the copy: what it is and of when, and the ways on; `old` is what takes the place of what is shown. It has no menus and needs no scripts. */
export function MirrorLayout({ messages, path, mirror, origin, old, children }: Props) {
  return (
    <div data-silent={mirror.isSilent ? "" : undefined} className="flex min-h-dvh flex-col">
      <a href="#main" className="skip-link">
        {t(messages, "frame.skip")}
      </a>
      <header>
        <div className="frame flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3 sm:py-5">
          <a href={linkTo(messages, "/")} className="flex min-h-11 items-center gap-2 rounded-sm sm:text-lg">
            <BrandMark />
            <span className="font-semibold">{SITE.brand}</span> <span className="text-muted">{SITE.product}</span>
          </a>
          <nav aria-label={t(messages, "frame.navigation")} className="flex flex-wrap gap-x-6 text-sm">
            <a href={linkTo(messages, "/history")} className="sheet-link">
              {t(messages, "trail.history")}
            </a>
            <a href="/history.atom" type="application/atom+xml" className="sheet-link">
              Atom
            </a>
            <a href={origin + linkTo(messages, path)} className="sheet-link">
              {t(messages, "mirror.main")}
            </a>
          </nav>
        </div>
        <Stamp messages={messages} mirror={mirror} />
      </header>
      <main id="main" tabIndex={-1} className="frame grow pt-6 pb-16 outline-none">
        {children}
      </main>
      {old}
      <footer className="border-line border-t">
        <div className="frame py-6 text-sm">
          <LanguageSwitch messages={messages} path={path} />
        </div>
      </footer>
    </div>
  );
}

const timeText = (messages: Messages, at: number): string => `${clockText(messages, at, UTC)} ${UTC}`;

/** Of when the copy is, by its data; and that the status page is silent, by the last run that it answered. */
function Stamp({ messages, mirror: { asOf, isSilent, silentSince } }: Pick<Props, "messages" | "mirror">) {
  return (
    <aside
      aria-label={t(messages, "mirror.label")}
      data-strip="mirror"
      data-state={isSilent ? "DEGRADED" : undefined}
      className={`border-y text-sm ${isSilent ? "border-state-line bg-state-tint" : "border-line bg-hover"}`}
    >
      <div className="frame flex gap-3 py-2.5">
        {isSilent && <StateIcon state="DEGRADED" />}
        <div className="min-w-0">
          {isSilent && (
            <p className="font-semibold">
              {silentSince === null
                ? t(messages, "mirror.never")
                : t(messages, "mirror.silent", { time: timeText(messages, silentSince) })}
            </p>
          )}
          {asOf !== null && (
            <p>
              <span>{t(messages, "mirror.stamp", { time: timeText(messages, asOf) })}</span>{" "}
              <span className="whitespace-nowrap text-muted">{dateText(messages, asOf, UTC, true)}</span>
            </p>
          )}
        </div>
      </div>
    </aside>
  );
}
