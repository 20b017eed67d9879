import type { PartnerFeed } from "@/lib/schemas/registry";
import type { PartnerFormat } from "./format";
import { googleWorkspace } from "./google-workspace";
import { heroku } from "./heroku";
import { rss } from "./rss";
import { sorry } from "./sorry";
import { statuspage } from "./statuspage";

/** Every wire format that can be polled (contract §2.7). A new one needs a file, its kind in the schema and a line here. */
export const FORMATS: Readonly<Record<PartnerFeed["kind"], PartnerFormat>> = {
  statuspage,
  heroku,
  sorry,
  google_workspace: googleWorkspace,
  rss,
};
