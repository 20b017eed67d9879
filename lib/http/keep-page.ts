import type { Context } from "@/lib/context";
import { keepHeaders } from "@/lib/edge/keep";
import { type Freshness, STATUS_TAG } from "@/lib/public/answers";

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
