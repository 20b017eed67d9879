import { copy } from "@/components/status/copy";
import type { PublicSurface } from "@/lib/schemas/public";
import { historyCopy } from "./history-copy";

/** The surface's badge as it is now, and its address to copy. */
export function SurfaceBadge({ surface: { id, display_name, state } }: { surface: PublicSurface }) {
  const path = `/badges/${encodeURIComponent(id)}.svg`;
  return (
    <div className="border-line border-t pt-4">
      <h3 className="mb-2 font-medium">{historyCopy.follow.badge}</h3>
      <div className="space-y-2">
        {/* biome-ignore lint/performance/noImgElement: an SVG of our own, which has nothing to optimise */}
        <img
          src={path}
          alt={historyCopy.follow.badgeAlt(display_name, copy.states[state])}
          height={20}
          className="block h-5"
        />
        <a href={path} className="link inline-block py-0.5 text-muted text-sm wrap-anywhere">
          {`https://status.raxx.app${path}`}
        </a>
      </div>
    </div>
  );
}
