import { defineEndpoint } from "@/lib/http/endpoint";
import { DESCRIPTION_DOCS } from "@/lib/openapi/samples";

export const endpoint = defineEndpoint({
  access: "writeTokenOrWorkerKey",
  GET: {
    docs: {
      ...DESCRIPTION_DOCS,
      id: "getInternalDescription",
      group: "Operations",
      description: "The public API and the internal one.",
    },
  },
});
