import * as z from "zod";
import { BounceBody } from "@/lib/schemas/subscriptions";
import { serveEndpoint } from "@/lib/server/endpoint";
import { receiveBounce } from "@/lib/services/subscriptions/receive-bounce";

const BounceResult = z.strictObject({ result: z.enum(["suppressed", "counted", "ignored"]) });

/** Bounces and complaints of Postmark's, which signs nothing: the token in the path is the credential (contract §20.4). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "postmarkToken",
  POST: {
    body: BounceBody,
    handle: ({ ctx, body }) => receiveBounce(ctx, body),
    docs: {
      id: "receiveBounce",
      group: "Webhooks",
      summary: "A bounce or a complaint, by a token in the path",
      description:
        "An address that complains or bounces for good is deleted, and its hash kept, so that nothing is mailed there again.",
      responses: [{ description: "What became of it.", schema: BounceResult }],
      refusals: ["unavailable"],
      examples: {
        complaint: {
          summary: "A complaint",
          params: { token: "a-long-random-token" },
          body: { RecordType: "SpamComplaint", Email: "someone@example.com" },
          value: { result: "suppressed" },
        },
        other: {
          summary: "An event that changes nothing",
          params: { token: "a-long-random-token" },
          body: { RecordType: "Delivery", Recipient: "someone@example.com" },
          value: { result: "ignored" },
        },
      },
    },
  },
});
