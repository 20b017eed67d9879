import { readMemory } from "@/db/queries/ops-memory";
import { FreescoutApi, FreescoutUnavailable } from "@/lib/integrations/freescout/api";
import type { parseDelivery } from "@/lib/integrations/freescout/parse-delivery";
import type { TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";
import type { Context } from "@/lib/platform/context";

/** Where the moment is stored up to which every open ticket has been read. */
export const SINCE_KEY = "reconciler:since";

export const readUntil = async (ctx: Context): Promise<number> => Number((await readMemory(ctx.db, SINCE_KEY)) ?? 0);

/** FreeScout's API, or null where it is not configured. */
export function freescoutApi(ctx: Context): FreescoutApi | null {
  const baseUrl = ctx.env.value("FREESCOUT_API_URL");
  const key = ctx.env.value("FREESCOUT_API_KEY");
  if (baseUrl === null || key === null) return null;
  return new FreescoutApi({ baseUrl, key, limitConcurrency: ctx.limitConcurrency }, deliveryOptions(ctx));
}

/** What FreeScout answers about one ticket; null where it does not answer, or says that there is none. */
export async function readAnswer(api: FreescoutApi, ticketId: number): Promise<TicketSnapshot | null> {
  try {
    const answer = await api.read(ticketId);
    return answer?.updatedAt === null ? null : answer;
  } catch (error) {
    if (error instanceof FreescoutUnavailable) return null;
    throw error;
  }
}

/** What a ticket's fields are matched against: the registry, and FreeScout's field ids where they are configured. */
export function deliveryOptions({ registry, env }: Context): Parameters<typeof parseDelivery>[1] {
  return {
    surfaces: registry.entries.map((entry) => ({ id: entry.id, displayName: entry.display_name })),
    fieldIds: {
      component_tag: Number(env.value("FREESCOUT_COMPONENT_TAG_FIELD_ID")) || undefined,
      public_status: Number(env.value("FREESCOUT_PUBLIC_STATUS_FIELD_ID")) || undefined,
      incident_severity: Number(env.value("FREESCOUT_INCIDENT_SEVERITY_FIELD_ID")) || undefined,
      incident_phase: Number(env.value("FREESCOUT_INCIDENT_PHASE_FIELD_ID")) || undefined,
    },
  };
}
