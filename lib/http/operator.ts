import type { z } from "zod";
import type { Operator } from "@/lib/access/operator";
import { isOwnOrigin } from "@/lib/access/own-origin";
import { verifyOperator } from "@/lib/access/verify-operator";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { parseWith, readJson } from "./body";
import { refuseCredentialInQuery } from "./credential-in-query";
import { json } from "./handle";

type Params = Record<string, string>;
type Handler = (request: Request, ctx: Context, operator: Operator, params: Params) => Promise<Response>;

/** What every answer of `/api/ops` carries, refusals too. */
export const OPS_HEADERS = {
  "Cache-Control": "no-store",
  "X-Robots-Tag": "noindex",
};

/** Who asks, by the headers that Access sets; refused with 401, or 503 where the gate can't tell. */
export async function requireOperatorBy(ctx: Context, headers: Pick<Headers, "get">): Promise<Operator> {
  const asked = { headers, env: ctx.env, fetch: (url: string, init: RequestInit) => fetch(url, init), now: ctx.now };
  const verdict = await verifyOperator(asked);
  if (verdict.ok) return verdict.operator;
  ctx.log("ops refused", { why: verdict.why });
  throw new AppError(verdict.code);
}

/** The gate of a route handler; a request that changes something must come from our own pages (403). */
async function requireOperator(ctx: Context, request: Request): Promise<Operator> {
  const operator = await requireOperatorBy(ctx, request.headers);
  refuseCredentialInQuery(request);
  if (request.method !== "GET" && request.method !== "HEAD") requireOwnOrigin(request.headers);
  return operator;
}

export function requireOwnOrigin(headers: Pick<Headers, "get">): void {
  if (!isOwnOrigin(headers)) throw new AppError("foreign_origin");
}

/** A handler behind the gate. */
export const operators =
  (handle: Handler) =>
  async (request: Request, ctx: Context, params: Params): Promise<Response> =>
    handle(request, ctx, await requireOperator(ctx, request), params);

/** The common read: a use case's result as JSON. */
export const operatorsRead = (read: (ctx: Context) => Promise<unknown>) =>
  operators(async (_request, ctx) => json(await read(ctx)));

/** A read whose query goes through its schema. */
export const operatorsQuery = <T extends z.ZodType>(
  schema: T,
  read: (ctx: Context, query: z.output<T>) => Promise<unknown>,
) => operators(async (request, ctx) => json(await read(ctx, queryOf(request, schema))));

/** The query string → what its schema makes of it (422). */
export const queryOf = <T extends z.ZodType>(request: Request, schema: T): z.output<T> =>
  parseWith(schema, Object.fromEntries(new URL(request.url).searchParams));

/** A write: a JSON body through its schema into a use case that is told who asks. */
export const operatorsPost = <T extends z.ZodType>(
  schema: T,
  act: (ctx: Context, operator: Operator, body: z.output<T>, params: Params) => Promise<unknown>,
) =>
  operators(async (request, ctx, operator, params) =>
    json(await act(ctx, operator, await readJson(request, schema), params)),
  );
