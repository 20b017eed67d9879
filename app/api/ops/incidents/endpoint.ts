import { defineEndpoint } from "@/lib/http/endpoint";
import { IncidentsQuery } from "@/lib/schemas/ops-write";

export const endpoint = defineEndpoint({ access: "operator", GET: { query: IncidentsQuery } });
