import type { KVNamespace } from "@cloudflare/workers-types";
import { HISTORY_DAYS } from "../../lib/core/engine/periods";
import { type Context, contextFrom } from "../../lib/platform/context";
import type { Bindings } from "../../lib/platform/settings/variables";
import type { FallbackSnapshot, PublicSnapshot } from "../../lib/schemas/fallback";
import type { Registry } from "../../lib/schemas/registry";

/**
 * The context of a page on a day without a database: every read finds none and takes the fallback snapshot, which is the copy. So the
 * mirror shows what the site itself shows on such a day, by the same code.
 */
export function snapshotContext(snapshot: PublicSnapshot | null, registry: Registry, now: number): Context {
  const text = snapshot && JSON.stringify(toFallback(snapshot));
  const bindings = {
    STATUS_SNAPSHOT: { get: async () => text } as unknown as KVNamespace,
    REGISTRY: registry,
    FLAG_STATUS_PUBLIC_ENDPOINT: "1",
    FLAG_STATUS_PUBLIC_HISTORY: (snapshot?.history_days ?? HISTORY_DAYS) === HISTORY_DAYS ? "1" : "0",
  } as unknown as Bindings;
  return { ...contextFrom(bindings, { waitUntil: () => undefined }, now), log: () => undefined };
}

function toFallback({ stale: _, history_days: __, ...snapshot }: PublicSnapshot): FallbackSnapshot {
  return { ...snapshot, news: "", past_news: "" };
}
