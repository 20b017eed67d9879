import type { ReactNode } from "react";
import { partOf } from "@/components/copy/copy-for";
import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { ZoneSwitch } from "@/components/status/zone-switch";
import { BrandMark } from "./brand-mark";
import { LanguageSwitch } from "./language-switch";
import { SITE } from "./site";

type Props = { copy: Copy; path: string; children: ReactNode };

/** The frame of every public page: skip link, header, main, footer. `path` is the page's own, which a language is added to. */
export function PageShell({ copy, path, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="skip-link">
        {say(copy, "frame.skip")}
      </a>
      <header className="frame flex items-center justify-between gap-4 py-5 sm:py-7">
        <a href={linkTo(copy, "/")} className="flex items-center gap-2.5 rounded-sm text-lg">
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
      <Footer copy={copy} path={path} />
    </div>
  );
}

function Footer({ copy, path }: Omit<Props, "children">) {
  return (
    <footer className="border-line border-t">
      <div className="frame space-y-6 py-8 text-muted text-sm">
        <div className="flex flex-col gap-x-8 gap-y-5 md:flex-row md:items-start md:justify-between">
          <LanguageSwitch copy={copy} path={path} />
          <ZoneSwitch copy={partOf(copy, ["zone"])} />
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
      </div>
    </footer>
  );
}
