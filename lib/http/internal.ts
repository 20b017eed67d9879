import type { z } from "zod";
import type { Context } from "@/lib/context";
import { readJson } from "./body";
import { refuseCredentialInQuery } from "./credential-in-query";
import { type Key, requireKey, WORKER_KEY, WRITE_TOKEN } from "./credentials";
import { json } from "./handle";

/** A handler behind the write token; snapshot and invalidate also open to the worker key (D4). */
export const internal =
  (
    keys: readonly Key[],
    handle: (request: Request, ctx: Context, params: Record<string, string>) => Promise<Response>,
  ) =>
  async (request: Request, ctx: Context, params: Record<string, string>): Promise<Response> => {
    await requireKey(request, ctx, keys);
    refuseCredentialInQuery(request);
    return handle(request, ctx, params);
  };

export const WRITERS = [WRITE_TOKEN] as const;
export const READERS = [WRITE_TOKEN, WORKER_KEY] as const;

/** The common case: a JSON body through its schema into a use case, and the result out. */
export const internalPost = <T extends z.ZodType>(
  schema: T,
  act: (ctx: Context, body: z.output<T>) => Promise<unknown>,
  status = 200,
) => internal(WRITERS, async (request, ctx) => json(await act(ctx, await readJson(request, schema)), status));
