import { type Messages, t } from "@/components/messages/t";
import { describeTime, type PageSummary } from "@/components/ui/page-summary";
import type { LiveData } from "./live-status";
import { summarize } from "./summary";

/** What links to the front page show of it. */
export function frontPreview(
  messages: Messages,
  { initial: { surfaces, generated_at, stale }, layout }: LiveData,
): PageSummary {
  const { state, title } = summarize(messages, surfaces, layout);
  return {
    title: stale && state !== "UNKNOWN" ? t(messages, "banner.lastKnownTab", { text: title }) : title,
    description: describeTime(messages, generated_at, t(messages, "frame.description")),
    image: stale ? "UNKNOWN" : state,
    icon: stale ? "UNKNOWN" : state,
  };
}
