import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { DESCRIPTION_DOCS } from "@/lib/server/openapi/samples";

/** The public API in OpenAPI 3.1; reads no database. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("any", { maxAgeS: 300 }),
  GET: {
    handle: async () => {
      const { default: description } = await import("@/lib/generated/openapi.json"); // which is made of the endpoints
      const contentType = "application/json; charset=utf-8";
      return { text: JSON.stringify(description), contentType, validUntil: null, stale: false };
    },
    docs: {
      ...DESCRIPTION_DOCS,
      id: "getDescription",
      group: "About this API",
      description: "OpenAPI 3.1, for tools. It is made of the schemas that check what is sent.",
    },
  },
});
