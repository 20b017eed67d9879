import { AppError } from "@/lib/errors";
import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { acknowledge } from "@/lib/usecases/operator-acts";
import { endpoint } from "./endpoint";

/** An operator has seen an alert. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, operator, body, params: { id = "" } }) => {
    if (!/^\d{1,15}$/.test(id)) throw new AppError("unknown_alert");
    return acknowledge(ctx, operator, { ...body, alertId: Number(id) });
  },
});
