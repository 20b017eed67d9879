import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { copyFor, partOf } from "@/components/copy/copy-for";
import { say } from "@/components/copy/say";
import { DemoNotice } from "@/components/ui/demo-notice";
import { ErrorCopy } from "@/components/ui/error-copy";
import { SITE } from "@/components/ui/site";
import { pageContext } from "@/lib/http/page-context";
import { readerLanguage } from "@/lib/http/reader";
import { SITE as ORIGIN } from "@/lib/public/site";
import "./globals.css";

const readerCopy = async () => copyFor(await readerLanguage());

/** No `title`: each page renders its own, so that the front page's can follow the state. */
export const generateMetadata = async (): Promise<Metadata> => ({
  metadataBase: new URL(ORIGIN),
  description: say(await readerCopy(), "frame.description"),
  applicationName: SITE.name,
  formatDetection: { telephone: false, date: false, address: false, email: false },
});

/** The two colours are `--canvas` of components/ui/tokens.css. */
export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f7f5" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1114" },
  ],
};

/** What a page that throws says, which the browser must have at hand. */
const ERROR_SECTIONS = ["messages"];

export default async function RootLayout({ children }: { children: ReactNode }) {
  const copy = await readerCopy();
  const demo = pageContext().env.flag("DEMO");
  return (
    <html lang={copy.language}>
      <head>
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
      </head>
      <body>
        {demo && <DemoNotice copy={copy} />}
        <ErrorCopy value={partOf(copy, ERROR_SECTIONS)}>{children}</ErrorCopy>
      </body>
    </html>
  );
}
