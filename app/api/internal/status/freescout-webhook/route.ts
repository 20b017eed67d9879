import { serveDelivery } from "@/app/_endpoints/delivery";

/** FreeScout's deliveries, by signature and service token (contract §3.2). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveDelivery("signatureAndServiceToken", {
  id: "deliverInternally",
  summary: "A delivery, by signature and service token",
});
