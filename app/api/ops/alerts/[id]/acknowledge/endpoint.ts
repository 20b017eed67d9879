import { defineEndpoint } from "@/lib/http/endpoint";
import { OpsAct } from "@/lib/schemas/ops-write";

export const endpoint = defineEndpoint({ access: "operator", POST: { body: OpsAct } });
