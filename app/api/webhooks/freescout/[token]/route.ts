import { serveDelivery } from "@/app/_endpoints/delivery";

/** FreeScout's deliveries, with the second factor in the path. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveDelivery(
  "signature",
  { id: "deliverByToken", summary: "A delivery, by signature and a token in the path" },
  { token: "a-long-random-token" },
);
