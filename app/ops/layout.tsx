import type { ReactNode } from "react";
import "@/components/ops/ops.css";

/** Brings the style along and nothing else: each page asks at the gate itself. */
export default function OpsLayout({ children }: { children: ReactNode }) {
  return children;
}
