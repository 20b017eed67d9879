import { OpsResend } from "@/lib/schemas/ops-subscribers";
import { serveEndpoint } from "@/lib/server/endpoint";
import { readOutbox, resendDeadLetters } from "@/lib/services/notices/outbox-for-operators";

/** Subscribers in numbers and what became of their notices; POST sends dead letters again. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readOutbox(ctx) },
  POST: { body: OpsResend, handle: ({ ctx, operator, body }) => resendDeadLetters(ctx, operator, body) },
});
