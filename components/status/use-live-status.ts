import { useCallback, useEffect, useMemo } from "react";
import useSWR from "swr";
import type { PageData } from "./page-data";
import { clockOffsetMs } from "./server-clock";
import { useReturn } from "./use-return";

const FEED = "/api/status/public/page";
/** How often the page asks for what is new: while all is well, while anything is not, and in a demo, which tells a day in minutes. */
const CALM_MS = 120_000;
const TROUBLED_MS = 30_000;
const DEMO_MS = 10_000;
const AFTER_EVENT_MS = 2_000;
const SPREAD_MS = 5_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export type LiveStatus = { data: PageData; offsetMs: number; hasFailed: boolean; hasFetched: boolean };

type Received = { data: PageData; offsetMs: number };

async function load(url: string): Promise<Received> {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status}`);
  const data = (await response.json()) as PageData;
  if (!Array.isArray(data.active_incidents)) throw new Error("not the page's data");
  return { data, offsetMs: clockOffsetMs(response.headers.get("date"), Date.now()) };
}

/** How long to wait before asking again. */
export function refreshMs({ surfaces }: Pick<PageData, "surfaces">, isDemo: boolean): number {
  if (isDemo) return DEMO_MS;
  const isTroubled = surfaces.some(({ state, ticket_pending }) => state !== "OPERATIONAL" || ticket_pending);
  return isTroubled ? TROUBLED_MS : CALM_MS;
}

/** Keeps the page current (contract §9.5). A failure keeps what is shown. */
export function useLiveStatus(initial: PageData, isDemo: boolean): LiveStatus {
  const {
    data: received,
    error,
    mutate,
  } = useSWR(FEED, load, {
    fallbackData: { data: initial, offsetMs: 0 },
    refreshInterval: (latest) => refreshMs(latest?.data ?? initial, isDemo),
    // SWR would wait longer after each failure, up to half an hour.
    onErrorRetry: (_error, _key, _config, revalidate, options) => {
      setTimeout(() => void revalidate(options), refreshMs(initial, isDemo));
    },
    revalidateOnFocus: true,
  });
  useReturn(useCallback(() => void mutate(), [mutate]));
  // A fallback snapshot may be older than the page, and still replaces it: newer data can no longer be confirmed.
  const isOlder = !received.data.stale && received.data.generated_at < initial.generated_at;
  const data = isOlder ? initial : received.data;
  const nextEventAt = data.market_time.next_event.at;

  useEffect(() => {
    const delayMs = Date.parse(nextEventAt) - Date.now() + AFTER_EVENT_MS + Math.random() * SPREAD_MS;
    if (delayMs < 0 || delayMs > LONGEST_TIMER_MS) return;
    const timer = setTimeout(() => void mutate(), delayMs);
    return () => clearTimeout(timer);
  }, [nextEventAt, mutate]);

  const hasFailed = error !== undefined;
  const hasFetched = hasFailed || received.data !== initial;
  const { offsetMs } = received;
  return useMemo(() => ({ data, offsetMs, hasFailed, hasFetched }), [data, offsetMs, hasFailed, hasFetched]);
}
