import { useCallback } from "react";
import useSWR from "swr";
import { REFRESH_EVERY_MS } from "@/components/status/use-live-status";
import { useReturn } from "@/components/status/use-return";
import type { MaintenanceResponse, PublicWindow } from "@/lib/schemas/maintenance";

const FEED = "/api/status/public/maintenance";

async function load(url: string): Promise<readonly PublicWindow[]> {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status}`);
  return ((await response.json()) as MaintenanceResponse).windows;
}

/** The windows that run or are scheduled, each 120 s, on focus and when the reader returns; a failure keeps what is shown. */
export function useWindows(initial: readonly PublicWindow[]): readonly PublicWindow[] {
  const { data, mutate } = useSWR(FEED, load, { fallbackData: initial, refreshInterval: REFRESH_EVERY_MS });
  useReturn(useCallback(() => void mutate(), [mutate]));
  return data;
}
