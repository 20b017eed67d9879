import { PageShell } from "@/components/ui/page-shell";
import { LiveStatus } from "./live-status";
import type { PageData } from "./page-data";
import { StateLegend } from "./state-legend";

/** The front page, complete in the server's HTML. */
export function StatusPage({ initial }: { initial: PageData }) {
  return (
    <PageShell>
      <LiveStatus initial={initial} />
      <div className="mt-12">
        <StateLegend />
      </div>
    </PageShell>
  );
}
