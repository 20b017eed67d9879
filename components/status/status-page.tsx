import type { Messages } from "@/components/messages/t";
import { DayDetails } from "@/components/uptime/day-details";
import { HowWeMeasure } from "./how-we-measure";
import { type LiveData, LiveStatus } from "./live-status";

/** The front page: what is true now, and what its signs mean. */
export function StatusPage({ messages, ...data }: { messages: Messages } & LiveData) {
  return (
    <>
      <DayDetails messages={messages} history={data.history}>
        <LiveStatus messages={messages} {...data} />
      </DayDetails>
      <HowWeMeasure messages={messages} />
    </>
  );
}
