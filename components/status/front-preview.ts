import { type Copy, say } from "@/components/copy/say";
import { asOf, type PageSummary } from "@/components/ui/page-summary";
import type { LiveData } from "./live-status";
import { summarize } from "./summary";

/** What links to the front page show of it. */
export function frontPreview(copy: Copy, { initial: { surfaces, generated_at, stale } }: LiveData): PageSummary {
  const { state, headline } = summarize(copy, surfaces);
  return {
    title: stale ? say(copy, "banner.lastKnownTab", { text: headline }) : headline,
    description: asOf(copy, generated_at, say(copy, "frame.description")),
    image: stale ? "UNKNOWN" : state,
  };
}
