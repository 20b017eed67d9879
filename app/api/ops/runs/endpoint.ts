import { defineEndpoint } from "@/lib/http/endpoint";
import { OpsRunJob } from "@/lib/schemas/ops-write";

export const endpoint = defineEndpoint({ access: "operator", POST: { body: OpsRunJob } });
