import type { ReactNode } from "react";
import { tabTitle } from "./site";

type Props = { title: string; text: string; children: ReactNode };

/** Something to say, and a way on. */
export function Message({ title, text, children }: Props) {
  return (
    <>
      <title>{tabTitle(title)}</title>
      <div className="max-w-prose py-16 sm:py-24">
        <h1 className="text-balance font-semibold text-headline">{title}</h1>
        <p className="mt-3 text-muted">{text}</p>
        <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">{children}</div>
      </div>
    </>
  );
}
