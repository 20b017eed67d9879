import type { Surface } from "@/lib/core/engine/surface";
import type { Evidence } from "@/lib/schemas/public";

/** What a surface's state rests on (contract §10.2); `shown` is settled up to now. A probe's time is in the surface itself. */
export function toEvidence({ source, partner }: Surface): Evidence {
  if (source === "manual") return { by: "operator" };
  if (source === "freescout") return { by: "ticket" };
  if (source === "schedule") return { by: "maintenance" };
  if (source === "3p_poller") return { by: "partner", ...(partner.goodAt !== null && { readAt: partner.goodAt }) };
  return {};
}
