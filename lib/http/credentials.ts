import type { Context } from "@/lib/context";
import type { VariableName } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { unauthorized } from "./credential-in-query";

/** A header and the secret that opens it; each accepts the secret and its `_PREVIOUS` (D12). */
export type Key = { header: string; secret: VariableName };

export const WRITE_TOKEN: Key = { header: "X-Internal-Status-Token", secret: "STATUS_INTERNAL_WRITE_TOKEN" };
export const WORKER_KEY: Key = { header: "X-Status-Worker-Key", secret: "STATUS_WORKER_INTERNAL_KEY" };
export const SERVICE_TOKEN: Key = { header: "X-Service-Token", secret: "FREESCOUT_SERVICE_TOKEN" };

/** Refuses a request that none of the keys opens: 503 when no key is configured, else 401. */
export async function requireKey(request: Request, ctx: Context, keys: readonly Key[]): Promise<void> {
  if (keys.every((key) => ctx.env.accepted(key.secret).length === 0)) throw new AppError("not_configured");
  for (const { header, secret } of keys)
    if (await matchesAny(request.headers.get(header), ctx.env.accepted(secret))) return;
  throw unauthorized(request);
}

/** Constant-time: both sides are hashed, all candidates are looked at, and every byte is compared. */
export async function matchesAny(given: string | null, accepted: readonly string[]): Promise<boolean> {
  const hash = await digest(given ?? "");
  let found = false;
  for (const candidate of accepted) found = equalBytes(hash, await digest(candidate)) || found;
  return found && Boolean(given);
}

const digest = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}
