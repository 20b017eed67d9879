import * as z from "zod";
import { parseJson, run } from "../run";
import { PlainError } from "../terminal";

/** A Cloudflare account under one token: its API, and wrangler's environment for the same account. */
export type Account = { request: CloudflareApi; id: string; name: string; env: Record<string, string> };

/** Returns the parsed `result` of a GET, or of a POST of `body`. A refusal or a network error is a PlainError that names the path. */
type CloudflareApi = <T>(path: string, schema: z.ZodType<T>, body?: object) => Promise<T>;

const CLOUDFLARE = "https://api.cloudflare.com/client/v4";
const TIMEOUT_MS = 30_000;

const WranglersToken = z.object({ token: z.string().min(1) });

/** The environment's token, else the one of `wrangler login`; null if there is none. */
async function findToken(env: NodeJS.Dict<string>): Promise<string | null> {
  if (env.CLOUDFLARE_API_TOKEN) return env.CLOUDFLARE_API_TOKEN;
  const { ok, output } = await run("wrangler", ["auth", "token", "--json"]);
  const json = ok ? parseJson(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) : null;
  return WranglersToken.safeParse(json).data?.token ?? null;
}

const Accounts = z.array(z.object({ id: z.string(), name: z.string() }));

/** The account of `CLOUDFLARE_ACCOUNT_ID`, else the token's only one. */
export async function openAccount(env: NodeJS.Dict<string>): Promise<Account> {
  const token = await findToken(env);
  if (token === null) throw new PlainError("Not logged in: run npx wrangler login, or set CLOUDFLARE_API_TOKEN.");
  const request = openCloudflareApi(env.CLOUDFLARE_API_BASE_URL || CLOUDFLARE, token); // as wrangler does
  const all = await request("/accounts?per_page=50", Accounts);
  const mine = all.filter(({ id }) => !env.CLOUDFLARE_ACCOUNT_ID || id === env.CLOUDFLARE_ACCOUNT_ID);
  const [account] = mine;
  if (mine.length === 1 && account) return { request: request, ...account, env: { CLOUDFLARE_ACCOUNT_ID: account.id } };
  const names = all.map(({ id, name }) => `  ${id}  ${name}`).join("\n");
  throw new PlainError(`The token has several accounts. Set CLOUDFLARE_ACCOUNT_ID to one of them:\n${names}`);
}

const Envelope = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })).default([]),
  result: z.unknown(),
});

/** Opens the API at `base` (its `/client/v4`). A refusal has its status as its cause. */
const openCloudflareApi =
  (base: string, token: string): CloudflareApi =>
  async (path, schema, body) => {
    const response = await fetch(`${base}${path}`, {
      method: body ? "POST" : "GET",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: Error) => {
      throw new PlainError(`Cloudflare ${path}: no response (${error.message})`);
    });
    const { status } = response;
    const { data } = Envelope.safeParse(await response.json().catch(() => null));
    if (!response.ok || !data?.success) {
      const reasons = data?.errors.map(({ code, message }) => `${message} [${code}]`).join("; ");
      throw new PlainError(`Cloudflare ${path} answered ${status}: ${reasons || "no error message"}`, {
        cause: status,
      });
    }
    const result = schema.safeParse(data.result);
    if (result.success) return result.data;
    throw new PlainError(`Cloudflare ${path}: an unexpected response\n${z.prettifyError(result.error)}`);
  };
