import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "signatureAndServiceToken",
  POST: {
    docs: async () => {
      const { deliveryDocs } = await import("@/lib/openapi/delivery-docs");
      return deliveryDocs({ id: "deliverInternally", summary: "A delivery, by signature and service token" });
    },
  },
});
