import { internalWebhook } from "@/lib/http/freescout-webhook";
import { route } from "@/lib/http/handle";

/** FreeScout's deliveries, by signature and service token (runbook §9, D2). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: internalWebhook });
