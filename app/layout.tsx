import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { siteCopy } from "@/components/ui/site-copy";
import "./globals.css";

/** No `title`: each page renders its own, so that the front page's can follow the state. */
export const metadata: Metadata = {
  metadataBase: new URL("https://status.raxx.app"),
  description: siteCopy.description,
  applicationName: siteCopy.name,
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

/** The two colours are `--canvas` of components/ui/tokens.css. */
export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f7f5" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1114" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
      </head>
      <body>{children}</body>
    </html>
  );
}
