import type { Messages } from "@/components/messages/t";
import { HowCounted } from "@/components/uptime/how-counted";
import { type LiveData, LiveStatus } from "./live-status";
import { StateLegend } from "./state-legend";

/** The front page: what is true now, and what its signs mean. */
export function StatusPage({ messages, ...data }: { messages: Messages } & LiveData) {
  return (
    <>
      <LiveStatus messages={messages} {...data} />
      <div className="mt-12 space-y-10">
        <StateLegend messages={messages} />
        <HowCounted messages={messages} />
      </div>
    </>
  );
}
