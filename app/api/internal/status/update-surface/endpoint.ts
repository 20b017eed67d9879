import { defineEndpoint } from "@/lib/http/endpoint";
import { UpdateSurface } from "@/lib/schemas/update-surface";

export const endpoint = defineEndpoint({
  access: "writeToken",
  POST: { body: UpdateSurface, docs: async () => (await import("./docs")).docs },
});
