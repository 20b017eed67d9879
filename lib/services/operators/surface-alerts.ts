import type { SurfaceEntry } from "@/lib/platform/registry";

/** Where it is stored that the alerts of a surface are muted: under this prefix and the surface's id. */
export const MUTE = "mute:";

export const muteKey = (surfaceId: string): string => `${MUTE}${surfaceId}`;

/** Whether a surface has alerts: one that customers notice (contract §1.1). */
export const isForCustomers = ({ audience }: Pick<SurfaceEntry, "audience">): boolean => audience !== "team";
