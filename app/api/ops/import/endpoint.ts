import { defineEndpoint } from "@/lib/http/endpoint";
import { ImportQuery } from "@/lib/schemas/backup";

export const endpoint = defineEndpoint({ access: "operator", POST: { query: ImportQuery } });
