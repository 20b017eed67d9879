import type { SurfaceEntry } from "../../lib/schemas/registry";
import { PARTNER_PATHS } from "./partner-pages";

/** As often as the schema lets us look. */
const INTERVAL_S = 30;

/** The project's own surfaces, looked at on this machine instead of where they really are. */
export const demoRegistry = (entries: readonly SurfaceEntry[], url: string): SurfaceEntry[] =>
  entries.map((entry) => ({
    ...entry,
    probe_url: entry.probe_url && `${url}/sites/${entry.id}`,
    partner_feed: entry.partner_feed && {
      ...entry.partner_feed,
      url: `${url}/partners/${entry.id}/${PARTNER_PATHS[entry.partner_feed.kind]}`,
      interval_s: INTERVAL_S,
    },
  }));
