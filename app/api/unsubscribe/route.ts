import * as z from "zod";
import { TokenBody } from "@/lib/schemas/subscriptions";
import { serveEndpoint } from "@/lib/server/endpoint";
import { SAMPLE_TOKENS } from "@/lib/server/openapi/sample-tokens";
import { refused } from "@/lib/server/openapi/samples";
import { unsubscribe } from "@/lib/services/subscriptions/manage";

const Unsubscribed = z.strictObject({ result: z.literal("unsubscribed") });

/** The end of a subscription by one POST (RFC 8058), or by the button of the link's page (contract §20.1). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "public",
  page: "/unsubscribe",
  POST: {
    body: TokenBody,
    isForm: true,
    handle: ({ ctx, body }) => unsubscribe(ctx, body.token),
    docs: {
      id: "unsubscribe",
      group: "Subscriptions",
      summary: "End a subscription",
      description:
        "The address of `List-Unsubscribe`, with the token in the query and `List-Unsubscribe=One-Click` as a form (RFC 8058). The address is deleted at once. A token that has ended is answered the same.",
      responses: [{ description: "Nothing more is sent.", schema: Unsubscribed }],
      refusals: ["not_configured", "unavailable"],
      examples: {
        end: {
          summary: "By the token of a mail's link",
          body: { token: SAMPLE_TOKENS.unsubscribe },
          value: { result: "unsubscribed" },
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
