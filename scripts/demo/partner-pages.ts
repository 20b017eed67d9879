import type { PartnerFeed, SurfaceEntry } from "../../lib/schemas/registry";
import { PARTNER_DOCUMENTS, type PartnerTrouble } from "./partner-documents";
import type { FarEnd } from "./serve-far-ends";

/** What a partner's page says: that all is well, of a trouble, or nothing at all. */
type Said = "well" | "silent" | PartnerTrouble;

/** Partners' own status pages, each below `<id>/` in the format that the registry says; well until it is said otherwise. */
export function makePartnerPages(entries: readonly SurfaceEntry[]) {
  const said = new Map<string, Said>();
  const farEnd: FarEnd = ({ path }) => {
    const [id = "", ...rest] = path.split("/");
    const feed = entries.find((entry) => entry.id === id)?.partner_feed;
    const now = said.get(id) ?? "well";
    if (!feed || now === "silent") return { status: 503, body: "" };
    const body = PARTNER_DOCUMENTS[feed.kind]?.(feed, now === "well" ? null : now)[rest.join("/")];
    return body === undefined ? null : { body };
  };
  return { farEnd, say: (id: string, what: Said) => void said.set(id, what) };
}

export type PartnerPages = ReturnType<typeof makePartnerPages>;

/** Where the page of a feed's own kind is, below the partner's folder. */
export const PARTNER_PATHS: Partial<Record<PartnerFeed["kind"], string>> = {
  statuspage: "api/v2/summary.json",
  heroku: "api/v4/current-status",
  sorry: "api/v1/components",
  google_workspace: "incidents.json",
};
