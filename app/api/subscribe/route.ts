import { countSignUp, readAddress } from "@/lib/platform/rate-limits";
import { SubscribeBody } from "@/lib/schemas/subscriptions";
import { serveEndpoint } from "@/lib/server/endpoint";
import { refused } from "@/lib/server/openapi/samples";
import { signUp } from "@/lib/services/subscriptions/sign-up";

/** Sign-ups: the form of /subscribe, or the same as JSON (contract §20.1). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "public",
  page: "/subscribe",
  POST: {
    body: SubscribeBody,
    isForm: true,
    handle: async ({ ctx, request, body }) => {
      await countSignUp(ctx.limits, request.headers);
      return signUp(ctx, body, readAddress(request.headers));
    },
    docs: {
      id: "subscribe",
      group: "Subscriptions",
      summary: "Subscribe an address",
      description:
        "The page `/subscribe` posts the same fields as a form to `/subscribe`. The answer is the same whatever is known of the address. A mail address gets a link to confirm it, or, where it is subscribed already, one to manage it; so does the contact of a webhook or chat, whose URL then has to take a ping.",
      responses: [{ description: "Taken.", schema: "Subscribed" }],
      refusals: ["not_configured", "unavailable"],
      examples: {
        mail: {
          summary: "A mail address",
          body: { email: "someone@example.com", kinds: ["incidents", "maintenance"], language: "en" },
          value: { result: "accepted" },
        },
        noAddress: {
          summary: "What is no mail address",
          body: { email: "nobody" },
          ...refused("invalid_request", { path: "email", message: "must be a mail address" }),
        },
      },
    },
  },
});
