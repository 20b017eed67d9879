import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "any",
  cache: { maxAgeS: 60, isOfPast: true },
  GET: { docs: async () => (await import("./docs")).docs },
});
