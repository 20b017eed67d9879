"use client";

import useSWR from "swr";
import { Trail } from "@/components/history/trail";
import { type Messages, t } from "@/components/messages/t";
import { clockOffsetMs } from "@/components/status/server-clock";
import type { MarketTime } from "@/lib/schemas/public";
import { MarketTimeWidget } from "./market-time-widget";

type Received = { market: MarketTime; offsetMs: number };

const REFRESH_EVERY_MS = 60_000;

async function load(url: string): Promise<Received> {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status}`);
  return {
    market: (await response.json()) as MarketTime,
    offsetMs: clockOffsetMs(response.headers.get("date"), Date.now()),
  };
}

/** The exchange's clock and calendar in full; it stays current where scripts run. */
export function MarketPage({ messages, market }: { messages: Messages; market: MarketTime }) {
  const { data } = useSWR("/api/status/public/widgets/market-time", load, {
    fallbackData: { market, offsetMs: 0 },
    refreshInterval: REFRESH_EVERY_MS,
  });
  return (
    <>
      <Trail messages={messages} />
      <h1 className="text-balance font-semibold text-headline">{t(messages, "market.title")}</h1>
      <p className="mt-2 mb-8 max-w-prose text-muted">{t(messages, "market.about")}</p>
      <div className="max-w-3xl">
        <MarketTimeWidget messages={messages} {...data} />
      </div>
    </>
  );
}
