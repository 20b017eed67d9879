"use client";

import "./globals.css";
import { RetryMessage } from "@/components/ui/retry-message";

/** Stands in for the root layout when that one throws, so it brings its own document. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <RetryMessage retry={retry} />
      </body>
    </html>
  );
}
