import type { Context } from "@/lib/context";
import { entityTag, tagStillGood } from "@/lib/edge/entity-tag";
import { keepHeaders } from "@/lib/edge/keep";
import { type Freshness, STATUS_TAG } from "@/lib/public/answers";
import { askedOfPage } from "./reader";

/** Leaves word with the entry that what the page is about does not exist: Next would leave its body to scripts. */
export function missPage(ctx: Context): void {
  ctx.scope.isMissing = true;
}

/** Leaves word with the entry that the edge may keep the page that is being rendered; browsers ask each time. */
export function keepPage(ctx: Context, { validUntil, stale }: Freshness): void {
  ctx.scope.keep = {
    headers: keepHeaders({ maxAgeS: 0, tags: [STATUS_TAG], validUntil, now: ctx.now, stale }),
  };
}

/**
 * Whether the copy that is being asked about was made of the same news less than a minute ago (decision 004): it stands then, and
 * nothing need be rendered. To be asked of a page that may be kept; `news` is all that it shows, its own time apart.
 */
export async function isPageHeld({ now, scope }: Context, news: unknown): Promise<boolean> {
  const { language, ifNoneMatch } = await askedOfPage();
  const etag = await entityTag(JSON.stringify([process.env.PAGES_BUILD, language, news]), now);
  const held = tagStillGood(ifNoneMatch, etag, now);
  if (scope.keep) scope.keep = { ...scope.keep, etag: held ?? etag, isHeld: held !== null };
  return held !== null;
}
