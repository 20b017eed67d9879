import { partOf } from "@/components/copy/copy-for";
import type { Copy } from "@/components/copy/say";
import { PageShell } from "@/components/ui/page-shell";
import { HowCounted } from "@/components/uptime/how-counted";
import { LiveSlot } from "./live-slot";
import { StateLegend } from "./state-legend";

/** What a browser says itself when the page changes. */
const LIVE_SECTIONS = [
  ...["states", "categories", "banner", "freshness", "stale", "live", "active", "surface", "past", "fold"],
  ...["market", "age", "time", "bars", "windows", "zone"],
];

/** The texts of the live part, the same in the server's HTML and in the browser. */
export const liveCopy = (copy: Copy): Copy => partOf(copy, LIVE_SECTIONS);

/** The shell of the front page: all of it that is the same in every answer, and the slot of what is not. */
export function StatusPage({ copy }: { copy: Copy }) {
  return (
    <PageShell copy={copy} path="/">
      <LiveSlot copy={liveCopy(copy)} />
      <div className="mt-12 space-y-10">
        <StateLegend copy={copy} />
        <HowCounted copy={copy} />
      </div>
    </PageShell>
  );
}
