import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "signature",
  POST: {
    docs: async () => {
      const { deliveryDocs } = await import("@/lib/openapi/delivery-docs");
      return deliveryDocs({ id: "deliver", summary: "A delivery, by signature" });
    },
  },
});
