import type { ReactNode } from "react";
import { PageShell } from "./page-shell";
import { siteCopy } from "./site-copy";

type Props = { title: string; text: string; children: ReactNode };

/** A page that has only something to say, and a way on. */
export function MessagePage({ title, text, children }: Props) {
  return (
    <PageShell>
      <title>{siteCopy.tab(title)}</title>
      <div className="max-w-prose py-16 sm:py-24">
        <h1 className="text-balance font-semibold text-headline">{title}</h1>
        <p className="mt-3 text-muted">{text}</p>
        <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">{children}</div>
      </div>
    </PageShell>
  );
}
