import { defineEndpoint } from "@/lib/http/endpoint";
import { EMBED_HEADERS } from "@/lib/public/embed";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "any",
  cache: { maxAgeS: 60 },
  headers: EMBED_HEADERS,
  GET: { docs: async () => (await import("./docs")).docs },
});
