import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "signature",
  POST: {
    docs: async () => {
      const { deliveryDocs } = await import("@/lib/openapi/delivery-docs");
      return deliveryDocs(
        { id: "deliverByToken", summary: "A delivery, by signature and a token in the path" },
        { token: "a-long-random-token" },
      );
    },
  },
});
