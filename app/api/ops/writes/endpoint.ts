import { defineEndpoint } from "@/lib/http/endpoint";
import { OpsWrite } from "@/lib/schemas/ops-write";

export const endpoint = defineEndpoint({ access: "operator", POST: { body: OpsWrite } });
