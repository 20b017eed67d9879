import { defineEndpoint } from "@/lib/http/endpoint";
import { InvalidateBody } from "@/lib/schemas/invalidate";

export const endpoint = defineEndpoint({
  access: "writeTokenOrWorkerKey",
  POST: { body: InvalidateBody, isBodyOptional: true, docs: async () => (await import("./docs")).docs },
});
