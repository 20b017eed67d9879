import type { Chronicle } from "@/lib/public/chronicle";
import { SITE } from "@/lib/public/site";
import type { StatuspagePage } from "@/lib/schemas/statuspage";
import { statuspageId } from "./ids";
import { windowChangedAt } from "./window-times";

export const PAGE_ID = statuspageId("page", "status.raxx.app");

/** The day on which the surfaces were named (the design card's): the registry keeps no dates of its own. */
export const FIRST_DAY = Date.UTC(2026, 3, 28);

/** Epoch milliseconds → ISO 8601 UTC with milliseconds, as Statuspage writes every time. */
export const toStatuspageTime = (ms: number): string => new Date(ms).toISOString();

/** The page, as it changed last: a body that says nothing new has the same bytes. A last known good copy is as of its instant. */
export const pageOf = (chronicle: Chronicle): StatuspagePage => ({
  id: PAGE_ID,
  name: "Raxx",
  url: SITE,
  time_zone: "Etc/UTC",
  updated_at: toStatuspageTime(newestChange(chronicle)),
});

function newestChange({ now, stale, surfaces, incidents, windows }: Chronicle): number {
  if (stale) return now;
  const changes = [
    ...surfaces.map((surface) => Date.parse(surface.state_since)),
    ...incidents.map((incident) => incident.updatedAt),
    ...windows.map(windowChangedAt),
  ];
  return changes.reduce((newest, at) => Math.max(newest, at), FIRST_DAY);
}
