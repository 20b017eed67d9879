import { reachVerdict } from "@/lib/core/verdict";
import { type Badge, badgeSvg, overallBadge, shieldsEndpoint, surfaceBadge } from "@/lib/output/badge";
import { embedPage } from "@/lib/output/embed";
import { type FeedPath, feedUpdatedAt } from "@/lib/output/feeds/channel";
import { FEEDS } from "@/lib/output/feeds/feeds";
import type { PublicHistory } from "@/lib/output/incidents";
import { teamSurfaces } from "@/lib/output/page-layout";
import type { PublicDocument } from "@/lib/output/responses";
import { hasStates, STATUSPAGE_ROUTES } from "@/lib/output/statuspage/routes";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { requireKnown } from "@/lib/services/fallback/read";
import { readPublicHistory } from "./read-history";
import { readSurfaces } from "./read-page";

const JSON_TYPE = "application/json; charset=utf-8";

type StatusSummary = Pick<PublicHistory, "verdict" | "surfaces">;

const drawCurrent = async (
  ctx: Context,
  contentType: string,
  draw: (now: StatusSummary) => string,
): Promise<PublicDocument> => {
  const { status, ...freshness } = await readSurfaces(ctx);
  const { surfaces } = status;
  const verdict = reachVerdict(surfaces, teamSurfaces(ctx.registry)).state;
  return { text: draw({ verdict, surfaces }), contentType, ...freshness };
};

/** A feed or the calendar, of everything or of one surface (404 for one that is not in the registry). */
export async function readFeed(ctx: Context, path: FeedPath, surfaceId?: string): Promise<PublicDocument> {
  if (surfaceId !== undefined) requireSurface(ctx, surfaceId);
  const { contentType, render } = FEEDS[path];
  const { publicHistory, ...freshness } = await readPublicHistory(ctx, surfaceId);
  requireKnown(publicHistory);
  const text = render(publicHistory, surfaceId);
  return { text, contentType, updatedAt: lastModified(feedUpdatedAt(path, publicHistory), ctx.now), ...freshness };
}

/** `Last-Modified` counts in seconds: content may change twice within one, so until that second is over it has no date. */
const lastModified = (updatedAt: number | undefined, now: number): number | undefined =>
  updatedAt !== undefined && Math.floor(updatedAt / 1000) < Math.floor(now / 1000) ? updatedAt : undefined;

/** One of the eight bodies of the Statuspage v2 API; 404 for any other path. */
export async function readStatuspage(ctx: Context, path: string): Promise<PublicDocument> {
  const body = Object.hasOwn(STATUSPAGE_ROUTES, path)
    ? STATUSPAGE_ROUTES[path as keyof typeof STATUSPAGE_ROUTES]
    : null;
  if (body === null) throw new AppError("not_found");
  const { publicHistory, ...freshness } = await readPublicHistory(ctx);
  if (!hasStates(path)) requireKnown(publicHistory);
  const text = JSON.stringify(body(publicHistory));
  return { text, contentType: JSON_TYPE, ...freshness };
}

/** A badge as an image (`svg`) or for shields.io (`json`), of the whole page or of one surface. */
export function readBadge(
  ctx: Context,
  format: "svg" | "json",
  label: string | null,
  surfaceId?: string,
): Promise<PublicDocument> {
  if (surfaceId !== undefined) requireSurface(ctx, surfaceId);
  const contentType = format === "svg" ? "image/svg+xml; charset=utf-8" : JSON_TYPE;
  return drawCurrent(ctx, contentType, (now) => {
    const badge = surfaceId === undefined ? overallBadge(now, label) : surfaceBadge(now, surfaceId, label);
    if (badge === null) throw new AppError("unknown_surface");
    return draw(badge, format);
  });
}

/** The banner that other sites embed; empty while all is well. */
export const readEmbed = (ctx: Context): Promise<PublicDocument> =>
  drawCurrent(ctx, "text/html; charset=utf-8", ({ verdict }) => embedPage(verdict, { demo: ctx.env.flag("DEMO") }));

const draw = (badge: Badge, format: "svg" | "json"): string =>
  format === "svg" ? badgeSvg(badge) : JSON.stringify(shieldsEndpoint(badge.label, badge.state));

function requireSurface({ registry }: Context, id: string): void {
  if (!registry.find(id)) throw new AppError("unknown_surface", `surface: ${JSON.stringify(id.slice(0, 100))}`);
}
