import { AppError } from "@/lib/platform/problems";
import { OpsAct } from "@/lib/schemas/ops-write";
import { serveEndpoint } from "@/lib/server/endpoint";
import { acknowledge } from "@/lib/services/operators/run-and-acknowledge";

/** Acknowledges an alert. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: {
    body: OpsAct,
    handle: ({ ctx, operator, body, params: { id = "" } }) => {
      if (!/^\d{1,15}$/.test(id)) throw new AppError("unknown_alert");
      return acknowledge(ctx, operator, { ...body, alertId: Number(id) });
    },
  },
});
