import type { ReactNode } from "react";
import { Document } from "@/components/ui/document";
import { pageContext } from "@/lib/server/request-context";
import "@/components/ops/choices.css";
import "@/components/ops/forms.css";
import "@/components/ops/lists.css";
import "@/components/ops/ops.css";

export const dynamic = "force-dynamic";

/** The operators' document, in English. Each page checks the operator itself. */
export default function OpsLayout({ children }: { children: ReactNode }) {
  return (
    <Document language="en" isDemo={pageContext().env.flag("DEMO")}>
      {children}
    </Document>
  );
}
