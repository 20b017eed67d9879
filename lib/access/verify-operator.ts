import type { Env } from "@/lib/env";
import { KeySets } from "./key-sets";
import { accessSettings } from "./settings";
import { refuse, type Verdict, verifyToken } from "./verify-token";

const keySets = new KeySets();

/** The one place where Access puts what it has established; no cookie, no query. */
const HEADER = "Cf-Access-Jwt-Assertion";

type Asked = {
  headers: Pick<Headers, "get">;
  env: Env;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: number;
};

/** Who asks, by Cloudflare Access, or that nobody is let in. */
export async function verifyOperator({ headers, env, fetch, now }: Asked): Promise<Verdict> {
  const settings = accessSettings(env);
  if (settings === null) return refuse("ACCESS_TEAM_DOMAIN and ACCESS_AUD are not both set", "not_configured");
  const token = headers.get(HEADER);
  if (!token) return refuse("no token");
  return verifyToken(token, { settings, keySets, fetch, now });
}
