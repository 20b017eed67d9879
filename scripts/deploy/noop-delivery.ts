import { createHmac, randomUUID } from "node:crypto";

type Ask = [path: string, init: RequestInit];

/** A ticket of a number that no desk reaches, with a tag that is no surface's: understood, answered, and never written. */
const BODY = JSON.stringify({
  event: "conversation.updated",
  event_id: "deploy-verification",
  ticket: {
    id: 9_000_000_000_000,
    status: "open",
    updated_at: "2026-01-01T00:00:00Z",
    custom_fields: [{ slug: "component_tag", value: "no-such-surface" }],
  },
});

const pathOf = (pathToken?: string): string =>
  ["/api/webhooks/freescout", ...(pathToken ? [encodeURIComponent(pathToken)] : [])].join("/");

const delivery = (secret: string, pathToken?: string): Ask => {
  const signature = `sha256=${createHmac("sha256", secret).update(BODY).digest("hex")}`;
  const headers = { "Content-Type": "application/json", "X-FreeScout-Signature": signature };
  return [pathOf(pathToken), { method: "POST", headers, body: BODY }];
};

/** A delivery as FreeScout would sign it. */
export const signedDelivery = ({ secret, pathToken }: { secret: string; pathToken?: string }): Ask =>
  delivery(secret, pathToken);

/** The same, signed by somebody who only guesses. */
export const forgedDelivery = (pathToken?: string): Ask => delivery(randomUUID(), pathToken);
