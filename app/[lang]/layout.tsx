import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Document } from "@/components/ui/document";
import { isLanguage } from "@/lib/schemas/language";
import { pageContext } from "@/lib/server/request-context";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ lang: string }>; children: ReactNode };

/** The public pages in the other languages; those in English under their language redirect to their own address. */
export default async function LanguageLayout({ params, children }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return (
    <Document language={lang} isDemo={pageContext().env.flag("DEMO")}>
      {children}
    </Document>
  );
}
