import { type Messages, t } from "@/components/messages/t";
import { describeTime, type PageSummary } from "@/components/ui/page-summary";
import type { PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";
import type { Fallback } from "./fallback-notice";

type Shown = { surface: PublicSurface; now: number; fallback: Fallback };

/** What links to a surface's page show of it. */
export function surfacePreview(messages: Messages, { surface, now, fallback }: Shown): PageSummary {
  const state = t(messages, `states.${surface.state}`);
  const title = t(messages, "incident.title", { surface: surface.display_name, state });
  return {
    title: fallback && surface.state !== "UNKNOWN" ? t(messages, "banner.lastKnownTab", { text: title }) : title,
    tab: surface.display_name,
    description: describeTime(messages, toPublicTime(now), surface.public_description),
    image: fallback ? "UNKNOWN" : surface.state,
    feeds: surface,
  };
}
