import type { Messages } from "@/components/messages/t";
import { HowWeMeasure } from "./how-we-measure";
import { type LiveData, LiveStatus } from "./live-status";

/** The front page: what is true now, and what its signs mean. */
export function StatusPage({ messages, ...data }: { messages: Messages } & LiveData) {
  return (
    <>
      <LiveStatus messages={messages} {...data} />
      <HowWeMeasure messages={messages} />
    </>
  );
}
