import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import { siteCopy } from "./site-copy";

/** The frame of every public page: skip link, header, main, footer. */
export function PageShell({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="skip-link">
        {siteCopy.skip}
      </a>
      <header className="frame flex items-center justify-between gap-4 py-5 sm:py-7">
        <a href="/" className="flex items-center gap-2.5 rounded-sm text-lg">
          <BrandMark />
          <span className="font-semibold">{siteCopy.brand}</span> <span className="text-muted">{siteCopy.product}</span>
        </a>
        <a href={siteCopy.home.href} className="link text-sm">
          {siteCopy.home.label}
        </a>
      </header>
      <main id="main" tabIndex={-1} className="frame grow pb-16 outline-none">
        {children}
      </main>
      <footer className="border-line border-t">
        <div className="frame flex flex-col gap-x-8 gap-y-3 py-8 text-muted text-sm md:flex-row md:justify-between">
          <p>
            {siteCopy.independent} {siteCopy.times}
          </p>
          <p className="flex shrink-0 gap-x-6">
            <a href="/history" className="link">
              {siteCopy.history}
            </a>
            <a href="/api/status/public" className="link">
              {siteCopy.api}
            </a>
          </p>
        </div>
      </footer>
    </div>
  );
}
