import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsPost } from "@/lib/http/operator";
import { OpsAct } from "@/lib/schemas/ops-write";
import { acknowledge } from "@/lib/usecases/operator-acts";

/** An operator has seen an alert. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: operatorsPost(OpsAct, (ctx, operator, body, { id = "" }) => {
      if (!/^\d{1,15}$/.test(id)) throw new AppError("unknown_alert");
      return acknowledge(ctx, operator, { ...body, alertId: Number(id) });
    }),
  },
  OPS_HEADERS,
);
