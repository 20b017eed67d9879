import { isOwnOrigin, type Operator, verifyOperator } from "@/lib/integrations/access/verify-operator";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { refuseCredentialInQuery } from "./credentials";

/** The operator by the headers that Access sets: 401, or 503 where Access's keys can't be fetched. */
export async function requireOperatorBy(ctx: Context, headers: Pick<Headers, "get">): Promise<Operator> {
  const input = { headers, env: ctx.env, fetch: (url: string, init: RequestInit) => fetch(url, init), now: ctx.now };
  const verdict = await verifyOperator(input);
  if (verdict.ok) return verdict.operator;
  ctx.log("ops refused", { why: verdict.why });
  throw new AppError(verdict.code);
}

/** The operator of a route handler's request; one that changes something must come from this site (403). */
export async function requireOperator(ctx: Context, request: Request): Promise<Operator> {
  const operator = await requireOperatorBy(ctx, request.headers);
  refuseCredentialInQuery(request);
  if (request.method !== "GET" && request.method !== "HEAD") requireOwnOrigin(request.headers);
  return operator;
}

export function requireOwnOrigin(headers: Pick<Headers, "get">): void {
  if (!isOwnOrigin(headers)) throw new AppError("foreign_origin");
}
