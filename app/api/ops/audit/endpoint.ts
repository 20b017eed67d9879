import { defineEndpoint } from "@/lib/http/endpoint";
import { AuditQuery } from "@/lib/schemas/ops-write";

export const endpoint = defineEndpoint({ access: "operator", GET: { query: AuditQuery } });
