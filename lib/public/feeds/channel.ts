import type { Chronicle, ChronicleIncident } from "@/lib/public/chronicle";
import { type FeedPath, feedUrl, historyUrl, tagUri } from "./addresses";
import { cleanText } from "./text";

/** Who says it. */
export const AUTHOR = { name: "Raxx", url: "https://raxx.app" };

/** When a feed without entries last changed: never, so the year of its tag. */
const NEVER_MS = Date.parse("2026-01-01T00:00:00Z");

/** What a feed of incidents says about itself, and the incidents in it, newest first. */
export type Channel = {
  id: string;
  title: string;
  description: string;
  pageUrl: string;
  selfUrl: string;
  /** Epoch ms of the newest change of an entry, never of the request: same entries, same bytes. */
  updatedAt: number;
  incidents: readonly ChronicleIncident[];
};

/** A chronicle as a feed at `path`: all of it, or one surface's part. */
export function channelOf(chronicle: Chronicle, path: FeedPath, surfaceId?: string): Channel {
  const incidents =
    surfaceId === undefined ? chronicle.incidents : chronicle.incidents.filter((it) => it.surfaceId === surfaceId);
  return {
    id: tagUri(surfaceId === undefined ? "history" : `surface/${encodeURIComponent(surfaceId)}`),
    title: titleWith("Raxx Status", chronicle, surfaceId),
    description: "Incidents and maintenance, as status.raxx.app told them.",
    pageUrl: historyUrl(surfaceId),
    selfUrl: feedUrl(path, surfaceId),
    updatedAt: incidents.reduce((newest, { updatedAt }) => Math.max(newest, updatedAt), NEVER_MS),
    incidents,
  };
}

/** `Raxx Status`, or `Raxx Status: Raxx App` for one surface. */
export function titleWith(title: string, { surfaces }: Chronicle, surfaceId?: string): string {
  if (surfaceId === undefined) return title;
  const name = surfaces.find(({ id }) => id === surfaceId)?.display_name ?? surfaceId;
  return cleanText(`${title}: ${name}`);
}
