import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { asOf, PageMeta } from "@/components/ui/page-meta";
import type { PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";

type Props = { copy: Copy; surface: PublicSurface; now: number };

/** What links to a surface's page show of it. */
export function SurfaceMeta({ copy, surface, now }: Props) {
  const state = say(copy, `states.${surface.state}`);
  return (
    <PageMeta
      copy={copy}
      title={say(copy, "incident.title", { surface: surface.display_name, state })}
      description={asOf(copy, toPublicTime(now), surface.public_description)}
      image={surface.state}
      path={linkTo(copy, `/surfaces/${surface.id}`)}
    />
  );
}
