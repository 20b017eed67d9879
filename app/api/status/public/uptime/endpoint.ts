import { defineEndpoint } from "@/lib/http/endpoint";
import { UptimeQuery } from "@/lib/schemas/public";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "own",
  cache: { maxAgeS: 300 },
  GET: { query: UptimeQuery, docs: async () => (await import("./docs")).docs },
});
