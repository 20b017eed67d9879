import * as z from "zod";
import { PlainError } from "../terminal";

/** Cloudflare's answer to a request that it would not do; `codes` are its own. */
export class CloudflareRefusal extends PlainError {
  constructor(
    readonly status: number,
    readonly codes: readonly number[],
    message: string,
  ) {
    super(message);
  }
}

const Envelope = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })).default([]),
  result: z.unknown(),
});

type Asked<T> = { path: string; schema: z.ZodType<T>; body?: unknown };

/** Cloudflare's REST API under one token: `ask` gives the `result`, checked. */
export type CloudflareApi = { ask: <T>(asked: Asked<T>) => Promise<T> };

const TIMEOUT_MS = 30_000;

/** Opens the API at `base` (its `/client/v4`). What is refused, lost or misshapen is a PlainError that names the path. */
export function openCloudflareApi(base: string, token: string): CloudflareApi {
  const send = (path: string, body: unknown) =>
    fetch(`${base}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  return {
    ask: async ({ path, schema, body }) => {
      const response = await send(path, body).catch((error: Error) => {
        throw new PlainError(`Cloudflare ${path}: no answer (${error.message})`);
      });
      const envelope = Envelope.safeParse(await response.json().catch(() => null));
      if (!response.ok || !envelope.data?.success) throw refusalOf(path, response.status, envelope.data?.errors ?? []);
      const result = schema.safeParse(envelope.data.result);
      if (result.success) return result.data;
      throw new PlainError(`Cloudflare ${path}: an answer of another shape\n${z.prettifyError(result.error)}`);
    },
  };
}

function refusalOf(path: string, status: number, errors: { code: number; message: string }[]): CloudflareRefusal {
  const said = errors.map(({ code, message }) => `${message} [${code}]`).join("; ");
  const codes = errors.map(({ code }) => code);
  return new CloudflareRefusal(status, codes, `Cloudflare ${path} answered ${status}: ${said || "nothing to read"}`);
}
