import { defineEndpoint } from "@/lib/http/endpoint";
import { AtQuery } from "@/lib/schemas/ops-write";

export const endpoint = defineEndpoint({ access: "operator", GET: { query: AtQuery } });
