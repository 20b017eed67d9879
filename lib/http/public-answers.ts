import type { Context } from "@/lib/context";
import { marketTime } from "@/lib/market/market-time";
import { STATUS_TAG } from "@/lib/usecases/invalidate";
import { readPublic } from "@/lib/usecases/read-public";
import type { PublicAnswer } from "./public-json";

/** `GET /api/status/public/surfaces` (§6a): 60 s. */
export async function surfacesAnswer(ctx: Context): Promise<PublicAnswer> {
  const { status, validUntil } = await readPublic(ctx);
  const { generated_at, overall_status, surfaces } = status;
  const content = { overall_status, surfaces };
  return { body: { generated_at, ...content }, content, maxAgeS: 60, tags: [STATUS_TAG], validUntil };
}

/** `GET /api/status/public/incidents` (§6a): 300 s. */
export async function incidentsAnswer(ctx: Context): Promise<PublicAnswer> {
  const { status } = await readPublic(ctx);
  const content = { incidents: status.incidents };
  return {
    body: { generated_at: status.generated_at, ...content },
    content,
    maxAgeS: 300,
    tags: [STATUS_TAG],
    validUntil: null,
  };
}

/** `GET /api/status/public` (D11): everything the page shows, 60 s. The market's clock ticks without being news. */
export async function statusAnswer(ctx: Context): Promise<PublicAnswer> {
  const { status, validUntil } = await readPublic(ctx);
  const { generated_at: _, market_time, ...rest } = status;
  const content = { ...rest, market: [market_time.market_state, market_time.next_event, market_time.holiday] };
  return { body: status, content, maxAgeS: 60, tags: [STATUS_TAG], validUntil };
}

/** `GET /api/status/public/widgets/market-time` (§6a): 30 s; reads no database. */
export async function marketTimeAnswer({ now }: Context): Promise<PublicAnswer> {
  return { body: marketTime(now), maxAgeS: 30, tags: ["market-time"], validUntil: null };
}
