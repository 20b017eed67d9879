import { serveEndpoint } from "@/lib/server/endpoint";
import { DESCRIPTION_DOCS } from "@/lib/server/openapi/samples";

/** Every endpoint in OpenAPI 3.1, for operators and Raptor. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeTokenOrWorkerKey",
  GET: {
    handle: async () => (await import("@/lib/generated/openapi-internal.json")).default, // which is made of the endpoints

    docs: {
      ...DESCRIPTION_DOCS,
      id: "getInternalDescription",
      group: "Operations",
      description: "The public API and the internal one.",
    },
  },
});
