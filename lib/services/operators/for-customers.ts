import type { SurfaceEntry } from "@/lib/platform/registry";

/** Whether customers use a surface: neither one that we rely on nor one of the team's own. */
export const isForCustomers = (entry: SurfaceEntry): boolean =>
  entry.category !== "upstream_3p" && !("audience" in entry && entry.audience === "team");
