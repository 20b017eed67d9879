import { readFileSync } from "node:fs";
import { FailedPoll, type PartnerReading } from "@/lib/integrations/partners/format";
import { FORMATS } from "@/lib/integrations/partners/formats";
import type { PartnerFeed } from "@/lib/schemas/registry";

export const NOW = Date.UTC(2026, 4, 4, 12);

export const fixtureText = (file: string): string =>
  readFileSync(new URL(`../../fixtures/partners/${file}`, import.meta.url), "utf8");

// biome-ignore lint/suspicious/noExplicitAny: fixtures are edited freely
export const fixture = (name: string): any => JSON.parse(fixtureText(`${name}.json`));

export const feedOf = (kind: PartnerFeed["kind"], changes: Partial<PartnerFeed> = {}): PartnerFeed => ({
  kind,
  url: "https://status.partner.example/api/v1/components",
  ...changes,
});

export const bodyOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What one source of the feed's format makes of these bodies. */
export function read(feed: PartnerFeed, bodies: readonly unknown[], sourceIndex = 0): PartnerReading {
  const source = FORMATS[feed.kind](feed)[sourceIndex];
  if (!source) throw new Error("no such source");
  return source.read(
    bodies.map((body) => (body === null ? null : bodyOf(body))),
    feed,
    NOW,
  );
}

/** The state that was read, or the reason of the failed poll; any other error goes through. */
export function outcome(feed: PartnerFeed, bodies: readonly unknown[], sourceIndex = 0): string {
  try {
    return read(feed, bodies, sourceIndex).state;
  } catch (error) {
    if (error instanceof FailedPoll) return error.reason;
    throw error;
  }
}
