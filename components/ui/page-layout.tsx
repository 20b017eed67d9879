import type { ReactNode } from "react";
import { type Messages, t } from "@/components/messages/t";
import type { SignUpOffer } from "@/lib/schemas/subscriptions";
import { PageFooter } from "./page-footer";
import { PageHeader } from "./page-header";

type Props = { messages: Messages; path: string; signUp: SignUpOffer; children: ReactNode };

/** The frame of every public page: skip link, header, main, footer. `path` is the page's own in English. */
export function PageLayout({ messages, path, signUp, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="skip-link">
        {t(messages, "frame.skip")}
      </a>
      <header id="header">
        <PageHeader messages={messages} path={path} signUp={signUp} />
      </header>
      <main id="main" tabIndex={-1} className="frame grow pb-8 outline-none">
        {children}
      </main>
      <footer className="border-line border-t">
        <PageFooter messages={messages} />
      </footer>
    </div>
  );
}
