import { TokenBody } from "@/lib/schemas/subscriptions";
import { serveEndpoint } from "@/lib/server/endpoint";
import { SAMPLE_TOKENS } from "@/lib/server/openapi/sample-tokens";
import { refused } from "@/lib/server/openapi/samples";
import { confirm } from "@/lib/services/subscriptions/confirm";

/** What the button on the page of a confirming mail's link does: the link itself changes nothing (contract §20.1). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "public",
  page: "/subscribe/confirm",
  POST: {
    body: TokenBody,
    isForm: true,
    handle: ({ ctx, body }) => confirm(ctx, body.token),
    docs: {
      id: "confirmSubscription",
      group: "Subscriptions",
      summary: "Confirm a subscription",
      description:
        "With the token of the confirming mail's link, in the body or in the query. A webhook gets the secret that signs its messages, once.",
      responses: [{ description: "Confirmed, also before.", schema: "Confirmed" }],
      refusals: ["unknown_link", "not_configured", "unavailable"],
      examples: {
        confirm: {
          summary: "By the token of the link",
          body: { token: SAMPLE_TOKENS.confirm },
          value: { result: "confirmed" },
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
