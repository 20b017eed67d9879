import type { PublicIncident, PublicSurface, StatusResponse } from "@/lib/schemas/public";

/** What the page shows: the public feed of §6a; `stale` where it is the last known good copy (D11). */
export type PageData = StatusResponse;

export type Surface = PublicSurface;
export type Incident = PublicIncident;
