import type { ReactNode } from "react";
import { Document } from "@/components/ui/document";
import { pageContext } from "@/lib/server/request-context";

export const dynamic = "force-dynamic";

/** The public pages in English. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <Document language="en" isDemo={pageContext().env.flag("DEMO")}>
      {children}
    </Document>
  );
}
