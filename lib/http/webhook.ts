import type { Context } from "@/lib/context";
import { expectJson, readBytes } from "./body";
import { refuseCredentialInQuery, unauthorized } from "./credential-in-query";
import { matchesAny, requireKey, SERVICE_TOKEN } from "./credentials";
import { json } from "./handle";

/** FreeScout sends every thread of a ticket; a refusal would lose the delivery. */
const DELIVERY_LIMIT = 8 * 1024 * 1024;

type Params = Record<string, string>;
type Gate = (request: Request, ctx: Context, params: Params) => Promise<void>;
type Delivery = {
  verify: (ctx: Context, body: Uint8Array<ArrayBuffer>, signature: string | null) => Promise<void>;
  receive: (ctx: Context, body: Uint8Array<ArrayBuffer>) => Promise<{ result: string }>;
};

/** A signed delivery: the gate, the signature over the raw bytes, the media type, and only then what they say. */
export const webhook =
  (gate: Gate, { verify, receive }: Delivery) =>
  async (request: Request, ctx: Context, params: Params): Promise<Response> => {
    await gate(request, ctx, params);
    const body = await readBytes(request, DELIVERY_LIMIT);
    await verify(ctx, body, request.headers.get("X-FreeScout-Signature"));
    refuseCredentialInQuery(request);
    expectJson(request);
    return json(await receive(ctx, body));
  };

/** The public path: open to a signature alone, unless a token in the path is configured too. */
export const pathTokenGate: Gate = async (request, { env }, { token }) => {
  const accepted = env.accepted("FREESCOUT_WEBHOOK_PATH_TOKEN");
  if (accepted.length > 0 && !(await matchesAny(token ?? null, accepted))) throw unauthorized(request);
};

/** The internal path: `X-Service-Token` beside the signature (runbook §9). */
export const serviceTokenGate: Gate = (request, ctx) => requireKey(request, ctx, [SERVICE_TOKEN]);
