import { serveDelivery } from "@/app/_endpoints/delivery";

/** FreeScout's deliveries, by signature, and by the path's token where one is configured (contract §3.2). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveDelivery("signature", {
  id: "deliver",
  summary: "A delivery, by signature",
});
