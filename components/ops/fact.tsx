import type { ReactNode } from "react";

/** A line of a list of facts (`dl.ops-facts`). */
export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
