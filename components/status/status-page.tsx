import type { Copy } from "@/components/copy/say";
import { HowCounted } from "@/components/uptime/how-counted";
import { type LiveData, LiveStatus } from "./live-status";
import { StateLegend } from "./state-legend";

/** The front page: what is true now, and what its signs mean. */
export function StatusPage({ copy, ...data }: { copy: Copy } & LiveData) {
  return (
    <>
      <LiveStatus copy={copy} {...data} />
      <div className="mt-12 space-y-10">
        <StateLegend copy={copy} />
        <HowCounted copy={copy} />
      </div>
    </>
  );
}
