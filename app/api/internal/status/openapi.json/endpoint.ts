import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "writeTokenOrWorkerKey",
  GET: {
    docs: async () => {
      const { descriptionDocs } = await import("@/lib/openapi/description");
      return descriptionDocs({
        id: "getInternalDescription",
        group: "Operations",
        description: "The public API and the internal one.",
      });
    },
  },
});
