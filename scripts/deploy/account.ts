import * as z from "zod";
import { run } from "../run";
import { PlainError } from "../terminal";
import { type CloudflareApi, openCloudflareApi } from "./cloudflare-api";

/** An account that we are let into: its API, its id, and what wrangler needs to be let in, too. */
export type Account = { api: CloudflareApi; id: string; name: string; env: Record<string, string> };

const CLOUDFLARE = "https://api.cloudflare.com/client/v4";

const WranglersToken = z.object({ token: z.string().min(1) });

/** The token of the environment, else the one that `wrangler login` left; null where nobody is logged in. */
async function findToken(env: NodeJS.Dict<string>): Promise<string | null> {
  if (env.CLOUDFLARE_API_TOKEN) return env.CLOUDFLARE_API_TOKEN;
  const { ok, output } = await run("wrangler", ["auth", "token", "--json"]);
  return ok ? tokenIn(output) : null;
}

/** What can't be read is none: a parser's own complaint would quote it. */
function tokenIn(output: string): string | null {
  try {
    const json = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1));
    return WranglersToken.safeParse(json).data?.token ?? null;
  } catch {
    return null;
  }
}

/** Opens Cloudflare's API, where `CLOUDFLARE_API_BASE_URL` says, as wrangler does. */
const apiOf = (env: NodeJS.Dict<string>, token: string): CloudflareApi =>
  openCloudflareApi(env.CLOUDFLARE_API_BASE_URL || CLOUDFLARE, token);

const Accounts = z.array(z.object({ id: z.string(), name: z.string() }));

/** The account of `CLOUDFLARE_ACCOUNT_ID`, else the only one there is. */
export async function openAccount(env: NodeJS.Dict<string>): Promise<Account> {
  const token = await findToken(env);
  if (token === null) throw new PlainError("Nobody is logged in: npx wrangler login, or set CLOUDFLARE_API_TOKEN.");
  const api = apiOf(env, token);
  const all = await api.ask({ path: "/accounts?per_page=50", schema: Accounts });
  const mine = all.filter(({ id }) => !env.CLOUDFLARE_ACCOUNT_ID || id === env.CLOUDFLARE_ACCOUNT_ID);
  const [account] = mine;
  if (mine.length === 1 && account) return { api, ...account, env: { CLOUDFLARE_ACCOUNT_ID: account.id } };
  const names = all.map(({ id, name }) => `  ${id}  ${name}`).join("\n");
  throw new PlainError(`Which account? Set CLOUDFLARE_ACCOUNT_ID to one of these that the token may use:\n${names}`);
}
