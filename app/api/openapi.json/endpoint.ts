import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "any",
  cache: { maxAgeS: 300 },
  GET: {
    docs: async () => {
      const { descriptionDocs } = await import("@/lib/openapi/description");
      return descriptionDocs({
        id: "getDescription",
        group: "About this API",
        description: "OpenAPI 3.1, for tools. It is made of the schemas that check what is sent.",
      });
    },
  },
});
