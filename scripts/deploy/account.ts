import * as z from "zod";
import { parseJson, run } from "../run";
import { PlainError } from "../terminal";

/** An account that we are let into: its API, its id, and what wrangler needs to be let in, too. */
export type Account = { api: CloudflareApi; id: string; name: string; env: Record<string, string> };

const CLOUDFLARE = "https://api.cloudflare.com/client/v4";

const WranglersToken = z.object({ token: z.string().min(1) });

/** The token of the environment, else the one that `wrangler login` left; null where nobody is logged in. */
async function findToken(env: NodeJS.Dict<string>): Promise<string | null> {
  if (env.CLOUDFLARE_API_TOKEN) return env.CLOUDFLARE_API_TOKEN;
  const { ok, output } = await run("wrangler", ["auth", "token", "--json"]);
  const json = ok ? parseJson(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) : null;
  return WranglersToken.safeParse(json).data?.token ?? null;
}

const Accounts = z.array(z.object({ id: z.string(), name: z.string() }));

/** The account of `CLOUDFLARE_ACCOUNT_ID`, else the only one there is. */
export async function openAccount(env: NodeJS.Dict<string>): Promise<Account> {
  const token = await findToken(env);
  if (token === null) throw new PlainError("Nobody is logged in: npx wrangler login, or set CLOUDFLARE_API_TOKEN.");
  const api = openCloudflareApi(env.CLOUDFLARE_API_BASE_URL || CLOUDFLARE, token); // as wrangler does
  const all = await api.ask({ path: "/accounts?per_page=50", schema: Accounts });
  const mine = all.filter(({ id }) => !env.CLOUDFLARE_ACCOUNT_ID || id === env.CLOUDFLARE_ACCOUNT_ID);
  const [account] = mine;
  if (mine.length === 1 && account) return { api, ...account, env: { CLOUDFLARE_ACCOUNT_ID: account.id } };
  const names = all.map(({ id, name }) => `  ${id}  ${name}`).join("\n");
  throw new PlainError(`Which account? Set CLOUDFLARE_ACCOUNT_ID to one of these that the token may use:\n${names}`);
}

/** Cloudflare's answer to a request that it would not do. */
export class CloudflareRefusal extends PlainError {
  constructor(
    readonly status: number,
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
type CloudflareApi = { ask: <T>(asked: Asked<T>) => Promise<T> };

const TIMEOUT_MS = 30_000;

/** Opens the API at `base` (its `/client/v4`). What is refused, lost or misshapen is a PlainError that names the path. */
function openCloudflareApi(base: string, token: string): CloudflareApi {
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
  return new CloudflareRefusal(status, `Cloudflare ${path} answered ${status}: ${said || "nothing to read"}`);
}
