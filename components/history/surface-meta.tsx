import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { asOf, PageMeta } from "@/components/ui/page-meta";
import type { PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";

type Props = { copy: Copy; surface: PublicSurface; now: number; stale: boolean };

/** What links to a surface's page show of it. */
export function SurfaceMeta({ copy, surface, now, stale }: Props) {
  const state = say(copy, `states.${surface.state}`);
  const title = say(copy, "incident.title", { surface: surface.display_name, state });
  return (
    <PageMeta
      copy={copy}
      title={stale ? say(copy, "banner.lastKnownTab", { text: title }) : title}
      description={asOf(copy, toPublicTime(now), surface.public_description)}
      image={stale ? "UNKNOWN" : surface.state}
      path={linkTo(copy, `/surfaces/${surface.id}`)}
    />
  );
}
