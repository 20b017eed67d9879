import type { ReactNode } from "react";
import { copyFor } from "@/components/copy/copy-for";
import type { Language } from "@/lib/schemas/language";
import { DemoNotice } from "./demo-notice";
import { ErrorCopy } from "./error-copy";

type Props = { language: Language; isDemo: boolean; head?: ReactNode; children: ReactNode };

/** The document of every page; `head` is left out where Next writes it. */
export function Document({ language, isDemo, head, children }: Props) {
  const copy = copyFor(language);
  return (
    <html lang={language}>
      {/* biome-ignore lint/style/noHeadElement: of a document that Next does not render */}
      {head && <head>{head}</head>}
      <body>
        {isDemo && <DemoNotice copy={copy} />}
        <ErrorCopy value={copy}>{children}</ErrorCopy>
      </body>
    </html>
  );
}
