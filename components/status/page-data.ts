import type { PublicIncident, PublicSurface, StatusResponse } from "@/lib/schemas/public";

/** What the page shows: the whole feed (contract §8.4); `stale` where it is the fallback snapshot. */
export type PageData = StatusResponse;

export type Surface = PublicSurface;
export type Incident = PublicIncident;
