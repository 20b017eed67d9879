import type { ReactNode } from "react";
import "@/components/docs/docs.css";

/** Brings the style of the API's description. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return children;
}
