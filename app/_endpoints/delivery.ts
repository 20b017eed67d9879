import { serveEndpoint } from "@/lib/http/endpoint";
import type { Docs } from "@/lib/openapi/docs";
import { receiveDelivery } from "@/lib/usecases/receive-ticket";

/** One of the addresses to which FreeScout delivers. */
export const serveDelivery = (
  access: "signature" | "signatureAndServiceToken",
  words: Pick<Docs, "id" | "summary">,
  params?: Record<string, string>,
) =>
  serveEndpoint({
    access,
    POST: {
      handle: ({ ctx, bytes }) => receiveDelivery(ctx, bytes),
      docs: async () => (await import("@/lib/openapi/delivery-docs")).deliveryDocs(words, params),
    },
  });
