import type { Messages } from "@/components/messages/t";
import { StaleNotice } from "@/components/status/stale-notice";
import { toPublicTime } from "@/lib/schemas/public-time";

/** Of when a fallback is, and when it was sent; null where the page is current. */
export type Fallback = { generatedAt: string; servedAt: string } | null;

/** Null unless the page is made of the fallback snapshot; times in epoch milliseconds. */
export const readFallback = (servedAt: number, { now, stale }: { now: number; stale: boolean }): Fallback =>
  stale ? { generatedAt: toPublicTime(now), servedAt: toPublicTime(servedAt) } : null;

/** What lengths of time that go on are counted up to: when the page was sent, not of when its data is. */
export const servedAt = (now: number, fallback: Fallback): number => (fallback ? Date.parse(fallback.servedAt) : now);

type Props = { messages: Messages; path: string; fallback: Fallback };

/** Above a page that is made of the fallback snapshot: of when it is. */
export const FallbackNotice = ({ messages, path, fallback }: Props) =>
  fallback && <StaleNotice messages={messages} path={path} isStale {...fallback} />;
