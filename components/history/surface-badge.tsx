import { type Messages, t } from "@/components/messages/t";
import type { PublicSurface } from "@/lib/schemas/public";

type Props = { messages: Messages; surface: PublicSurface };

/** The surface's badge as it is now, and its address to copy. */
export function SurfaceBadge({ messages, surface: { id, display_name, state } }: Props) {
  const path = `/badges/${encodeURIComponent(id)}.svg`;
  return (
    <div className="border-line border-t pt-4">
      <h3 className="mb-2 font-medium">{t(messages, "follow.badge")}</h3>
      <div className="space-y-2">
        {/* biome-ignore lint/performance/noImgElement: an SVG of our own, which has nothing to optimise */}
        <img
          src={path}
          alt={t(messages, "incident.title", { surface: display_name, state: t(messages, `states.${state}`) })}
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
