"use client";

import { type ReactNode, useState } from "react";

/** A `details` that is open or not by its first rendering; from then on only a person opens or closes it. */
export function Unfolding({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [first] = useState(isOpen);
  return (
    <details open={first} className="min-w-0">
      {children}
    </details>
  );
}
