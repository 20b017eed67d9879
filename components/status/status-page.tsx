import { partOf } from "@/components/copy/copy-for";
import type { Copy } from "@/components/copy/say";
import { PageShell } from "@/components/ui/page-shell";
import { HowCounted } from "@/components/uptime/how-counted";
import { type LiveData, LiveStatus } from "./live-status";
import { StateLegend } from "./state-legend";

/** What a browser says itself when the page changes. */
const LIVE_SECTIONS = [
  ...["states", "categories", "banner", "freshness", "stale", "live", "active", "surface", "past", "fold"],
  ...["market", "age", "time", "bars", "windows", "zone"],
];

/** The front page, complete in the server's HTML. */
export function StatusPage({ copy, ...data }: { copy: Copy } & LiveData) {
  return (
    <PageShell copy={copy} path="/">
      <LiveStatus copy={partOf(copy, LIVE_SECTIONS)} {...data} />
      <div className="mt-12 space-y-10">
        <StateLegend copy={copy} />
        <HowCounted copy={copy} />
      </div>
    </PageShell>
  );
}
