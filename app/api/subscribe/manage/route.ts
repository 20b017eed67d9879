import * as z from "zod";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { ManageBody, Subscription } from "@/lib/schemas/subscriptions";
import { serveEndpoint } from "@/lib/server/endpoint";
import { SAMPLE_TOKENS } from "@/lib/server/openapi/sample-tokens";
import { refused } from "@/lib/server/openapi/samples";
import { changeChoices, readSubscription, unsubscribe } from "@/lib/services/subscriptions/manage";

const Saved = z.strictObject({ result: z.enum(["saved", "unsubscribed"]) });

/** Everything that is known, as a file. */
async function exportSubscription(ctx: Context, token: string): Promise<Response> {
  const subscription = await readSubscription(ctx, token);
  if (!subscription) throw new AppError("unknown_link");
  return Response.json(subscription, { headers: { "Content-Disposition": 'attachment; filename="raxx-status.json"' } });
}

/** The form of a managing link's page: new choices, everything that is known, or the end of it (contract §20.1). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "public",
  page: "/subscribe/manage",
  POST: {
    body: ManageBody,
    isForm: true,
    handle: ({ ctx, body }) => {
      if (body.action === "export") return exportSubscription(ctx, body.token);
      return body.action === "unsubscribe" ? unsubscribe(ctx, body.token) : changeChoices(ctx, body);
    },
    docs: {
      id: "manageSubscription",
      group: "Subscriptions",
      summary: "Change, export or end a subscription",
      description:
        "With the token of a managing link, which is mailed to an address that subscribes again. `save` replaces all choices.",
      responses: [{ description: "Done, or everything that is known.", schema: z.union([Saved, Subscription]) }],
      refusals: ["unknown_link", "not_configured", "unavailable"],
      examples: {
        save: {
          summary: "Other choices",
          body: { token: SAMPLE_TOKENS.manage, kinds: ["incidents"] },
          value: { result: "saved" },
        },
        noToken: {
          summary: "What is no token",
          body: { token: "guess" },
          ...refused("invalid_request", { path: "token", message: "must be the token of a link" }),
        },
      },
    },
  },
});
