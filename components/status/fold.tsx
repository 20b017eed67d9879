import type { ReactNode } from "react";
import { Chevron } from "./chevron";

/** What a calm page keeps one step away; works without scripts. */
export function Fold({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="border-line border-t">
      <summary className="line items-center font-medium text-sm no-print">
        <span className="line-body">{label}</span>
        <Chevron />
      </summary>
      <div className="border-line border-t">{children}</div>
    </details>
  );
}
