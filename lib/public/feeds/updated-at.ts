import type { Chronicle } from "@/lib/public/chronicle";
import type { FeedPath } from "./addresses";

/** When what a feed or the calendar tells last changed (epoch ms); undefined while it tells nothing. */
export function feedUpdatedAt(
  path: FeedPath,
  { incidents, windows }: Chronicle,
  surfaceId?: string,
): number | undefined {
  const isHere = (...ids: string[]) => surfaceId === undefined || ids.includes(surfaceId);
  const told =
    path === "maintenance.ics"
      ? windows.filter(({ surfaceIds }) => isHere(...surfaceIds))
      : incidents.filter((incident) => isHere(incident.surfaceId));
  return told.length === 0 ? undefined : Math.max(...told.map(({ updatedAt }) => updatedAt));
}
