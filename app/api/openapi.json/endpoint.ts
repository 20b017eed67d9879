import { defineEndpoint } from "@/lib/http/endpoint";
import { DESCRIPTION_DOCS } from "@/lib/openapi/samples";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "any",
  cache: { maxAgeS: 300 },
  GET: {
    docs: {
      ...DESCRIPTION_DOCS,
      id: "getDescription",
      group: "About this API",
      description: "OpenAPI 3.1, for tools. It is made of the schemas that check what is sent.",
    },
  },
});
