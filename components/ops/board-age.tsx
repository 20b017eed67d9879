"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useClock } from "@/components/status/use-clock";

const EVERY_MS = 15_000;

type Props = { /** When the server read what the page shows. */ at: string };

/** How old the dashboard is; it is read again every 15 s and whenever its tab is looked at. A read that fails leaves it as it is. */
export function BoardAge({ at }: Props) {
  const failure = useRefresh();
  const [readAt, setReadAt] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: by this machine's clock, when another answer has arrived
  useEffect(() => setReadAt(Date.now()), [at]);
  const seconds = useClock((now) => (readAt === null ? 0 : Math.max(0, Math.round((now - readAt) / 1000))), 0);
  if (readAt === null) return null;
  return (
    <span className="tabular-nums" data-age>
      updated {seconds} s ago{failure && <strong className="font-semibold"> ({failure})</strong>}
    </span>
  );
}

/** Why the last read failed, null where it did not. The session is looked at first: Next itself would leave the page. */
function useRefresh(): string | null {
  const router = useRouter();
  const [failure, setFailure] = useState<string | null>(null);
  const isBusy = useRef(false);
  useEffect(() => {
    const read = async () => {
      if (isBusy.current || document.visibilityState !== "visible") return;
      isBusy.current = true;
      const reason = await findFailure();
      setFailure(reason);
      if (reason === null) router.refresh();
      isBusy.current = false;
    };
    const timer = setInterval(read, EVERY_MS);
    addEventListener("focus", read);
    document.addEventListener("visibilitychange", read);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", read);
      document.removeEventListener("visibilitychange", read);
    };
  }, [router]);
  return failure;
}

async function findFailure(): Promise<string | null> {
  const response = await fetch("/api/ops/configuration", { redirect: "manual" }).catch(() => null);
  if (response?.ok) return null;
  return response?.status === 401 || response?.type === "opaqueredirect"
    ? "your session has ended: sign in again"
    : "the site does not answer";
}
