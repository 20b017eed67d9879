import { serveDelivery } from "@/app/_endpoints/delivery";

/** FreeScout's deliveries, by signature and service token (runbook §9, D2). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveDelivery("signatureAndServiceToken", {
  id: "deliverInternally",
  summary: "A delivery, by signature and service token",
});
