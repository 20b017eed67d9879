import { type Copy, say } from "@/components/copy/say";
import { asOf, type PageSummary } from "@/components/ui/page-summary";
import type { PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";
import type { Fallback } from "./fallback-notice";

type Shown = { surface: PublicSurface; now: number; fallback: Fallback };

/** What links to a surface's page show of it. */
export function surfacePreview(copy: Copy, { surface, now, fallback }: Shown): PageSummary {
  const state = say(copy, `states.${surface.state}`);
  const title = say(copy, "incident.title", { surface: surface.display_name, state });
  return {
    title: fallback ? say(copy, "banner.lastKnownTab", { text: title }) : title,
    tab: surface.display_name,
    description: asOf(copy, toPublicTime(now), surface.public_description),
    image: fallback ? "UNKNOWN" : surface.state,
    feeds: surface,
  };
}
