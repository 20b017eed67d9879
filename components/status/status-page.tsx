import { partOf } from "@/components/copy/copy-for";
import type { Copy } from "@/components/copy/say";
import { PageShell } from "@/components/ui/page-shell";
import { LiveStatus } from "./live-status";
import type { PageData } from "./page-data";
import { StateLegend } from "./state-legend";

/** What a browser says itself when the page changes. */
const LIVE_SECTIONS = [
  ...["states", "categories", "banner", "freshness", "stale", "live", "active", "surface", "past", "fold"],
  ...["market", "age", "time", "uptime", "windows", "zone"],
];

/** The front page, complete in the server's HTML. */
export function StatusPage({ copy, initial }: { copy: Copy; initial: PageData }) {
  return (
    <PageShell copy={copy} path="/">
      <LiveStatus copy={partOf(copy, LIVE_SECTIONS)} initial={initial} />
      <div className="mt-12">
        <StateLegend copy={copy} />
      </div>
    </PageShell>
  );
}
