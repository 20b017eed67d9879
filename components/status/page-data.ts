import type { ActiveIncident as PageIncident, PageResponse } from "@/lib/schemas/page";
import type { PublicIncident, PublicSurface } from "@/lib/schemas/public";

/** What the page shows: the page's own endpoint (contract §8.5); `stale` where it is the fallback snapshot. */
export type PageData = PageResponse;

export type Surface = PublicSurface;
export type Incident = PublicIncident;
export type ActiveIncident = PageIncident;
