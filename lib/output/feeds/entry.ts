import { SITE } from "@/lib/output/site";
import { escapeHtml } from "@/lib/output/text";

/** The whole page, or one surface's. */
export const toPlace = (surfaceId?: string): string =>
  surfaceId === undefined ? SITE : `${SITE}/surfaces/${encodeURIComponent(surfaceId)}`;

/** A permanent id that does not depend on addresses (RFC 4151). */
export const tagUri = (name: string): string => `tag:status.raxx.app,2026:${name}`;

/** What Atom and JSON Feed list under a permanent id, revised in place: an incident, a planned window, or a measured outage. */
export type FeedEntry = {
  id: string;
  url: string;
  title: string;
  html: string;
  publishedAt: number;
  updatedAt: number;
  surfaces: readonly { id: string; name: string }[];
  /** A category beside those of its surfaces; absent for what a person declared. */
  kind?: "measured";
};

/** What RSS lists once: an incident update, a window's latest plan, or a measured outage's begin or end. */
export type FeedChange = Pick<FeedEntry, "url" | "title" | "html" | "surfaces" | "kind"> & { guid: string; at: number };

/** A moment's paragraph of HTML. The heading is ours; the note is escaped, and isolated in its own text direction. */
export function paragraph(at: number, heading: string, note: string | null): string {
  const text = note === null ? "" : ` – <span dir="auto">${escapeHtml(note)}</span>`;
  return `<p><small>${utcMinute(at)}</small><br><strong>${heading}</strong>${text}</p>`;
}

/** `17 Nov 2026 14:05 UTC`: `toUTCString` is the one English format that ECMAScript specifies. */
export const utcMinute = (at: number): string => `${new Date(at).toUTCString().slice(5, 22)} UTC`;
