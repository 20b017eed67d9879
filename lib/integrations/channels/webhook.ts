import { createHmac } from "node:crypto";
import { eachAlone, type Outgoing, postTo } from "./channel";

const PREFIX = "whsec_";

/** A new signing secret: 32 random bytes. */
export const newWebhookSecret = (): string =>
  PREFIX + Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");

/** The headers of Standard Webhooks 1.0: HMAC-SHA256 over id, time and body. */
export function signWebhook(secret: string, { id, at, body }: { id: string; at: number; body: string }) {
  const seconds = Math.floor(at / 1_000);
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, "base64");
  const mac = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": `v1,${mac}` };
}

/** A customer's own URL, signed with a secret of theirs. */
export const webhook = () =>
  eachAlone(({ id, at, end: { to, secret = "" }, body: data }: Outgoing) => {
    const body = JSON.stringify(data);
    const headers = { "Content-Type": "application/json", ...signWebhook(secret, { id, at, body }) };
    return postTo(to, { headers, body });
  });
