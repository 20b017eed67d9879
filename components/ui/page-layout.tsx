import type { ReactNode } from "react";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { BrandMark } from "./brand-mark";
import { PageFooter } from "./page-footer";
import { SITE } from "./site";

type Props = { messages: Messages; path: string; children: ReactNode };

/** The frame of every public page: skip link, header, main, footer. `path` is the page's own in English. */
export function PageLayout({ messages, path, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="skip-link">
        {t(messages, "frame.skip")}
      </a>
      <header className="frame flex items-center justify-between gap-4 py-5 sm:py-7">
        <a href={linkTo(messages, "/")} className="flex items-center gap-2.5 rounded-sm text-lg">
          <BrandMark />
          <span className="font-semibold">{SITE.brand}</span> <span className="text-muted">{SITE.product}</span>
        </a>
        <a href={SITE.home.href} className="link text-sm">
          {SITE.home.label}
        </a>
      </header>
      <main id="main" tabIndex={-1} className="frame grow pb-16 outline-none">
        {children}
      </main>
      <footer id="footer" className="border-line border-t">
        <PageFooter messages={messages} path={path} />
      </footer>
    </div>
  );
}
