import { defineEndpoint } from "@/lib/http/endpoint";
import { LabelQuery } from "@/lib/schemas/public";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "any",
  cache: { maxAgeS: 60 },
  GET: { query: LabelQuery, docs: async () => (await import("@/lib/openapi/badge-docs")).badgeDocs("json") },
});
