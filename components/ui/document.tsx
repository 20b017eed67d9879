import type { ReactNode } from "react";
import { messagesFor } from "@/components/messages/messages-for";
import { StateShapes } from "@/components/status/state-icon";
import { ZoneProvider } from "@/components/status/use-zone";
import type { Language } from "@/lib/schemas/language";
import { DemoNotice } from "./demo-notice";
import { ErrorMessages } from "./error-messages";

type Props = { language: Language; isDemo: boolean; head?: ReactNode; children: ReactNode };

/** The document of every page; `head` is left out where Next writes it. */
export function Document({ language, isDemo, head, children }: Props) {
  const messages = messagesFor(language);
  return (
    <html lang={language}>
      {/* biome-ignore lint/style/noHeadElement: of a document that Next does not render */}
      {head && <head>{head}</head>}
      <body>
        <StateShapes />
        {isDemo && <DemoNotice messages={messages} />}
        <ErrorMessages value={messages}>
          <ZoneProvider>{children}</ZoneProvider>
        </ErrorMessages>
      </body>
    </html>
  );
}
