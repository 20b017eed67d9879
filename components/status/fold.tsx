import type { ReactNode } from "react";
import { Chevron } from "./chevron";

/** What a calm page keeps one step away; works without scripts. */
export function Fold({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="border-line border-t">
      <summary className="flex min-h-12 items-center justify-between gap-3 px-4 font-medium text-sm sm:px-6 print:hidden">
        <span>{label}</span>
        <Chevron />
      </summary>
      <div className="border-line border-t">{children}</div>
    </details>
  );
}
