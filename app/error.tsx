"use client";

import { RetryMessage } from "@/components/ui/retry-message";

export default function ErrorPage({ retry }: { retry: () => void }) {
  return <RetryMessage retry={retry} />;
}
