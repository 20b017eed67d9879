import type { ReactNode } from "react";
import { SITE_METADATA, VIEWPORT } from "./_public/metadata";
import "./globals.css";

export const metadata = SITE_METADATA;
export const viewport = VIEWPORT;

/** Each part of the site brings its own document, which names its language. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children;
}
