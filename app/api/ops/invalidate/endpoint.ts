import { defineEndpoint } from "@/lib/http/endpoint";
import { InvalidateBody } from "@/lib/schemas/internal";
import { OpsAct } from "@/lib/schemas/ops-write";

export const endpoint = defineEndpoint({ access: "operator", POST: { body: InvalidateBody.extend(OpsAct.shape) } });
