import { WorkerEntrypoint } from "cloudflare:workers";
import { setSecurityHeaders } from "../../lib/server/security-headers";
import { certsOf, type LocalAccess, needsAssertion, withAssertion } from "./access";
import { EdgeCache, pathAndQuery } from "./cache";
import { PurgeBucket, type PurgeOptions, type PurgeResult, RATE_LIMITED } from "./purge";

type Service = { fetch: (request: Request) => Promise<Response> };
type Env = {
  APP: Service;
  ASSETS: Service;
  /** Paths of the build's static files. */
  ASSET_PATHS: string[];
  /** Whether the platform's purge limit applies. */
  PURGE_LIMIT: boolean;
  ACCESS?: LocalAccess;
};
type Context = { waitUntil: (work: Promise<unknown>) => void };

const MAX_BYTES = 32 * 1024 * 1024;
const cache = new EdgeCache(MAX_BYTES);
const bucket = new PurgeBucket();
let assetPaths: Set<string> | null = null;

/** What Cloudflare does in front of the Worker, in its order: static assets, Access, Workers Cache (docs/decisions/003). */
export default {
  fetch(request: Request, env: Env, ctx: Context): Response | Promise<Response> {
    if (!READABLE.test(request.url) || !URL.canParse(request.url)) return refuseHost();
    const path = pathAndQuery(request.url);
    assetPaths ??= new Set(env.ASSET_PATHS);
    if (assetPaths.has(path.split("?", 1)[0] as string)) return env.ASSETS.fetch(request);
    if (path.startsWith("/cdn-cgi/")) return serveLauncher(request, path, env);
    if (env.ACCESS && needsAssertion(request, path))
      return withAssertion(request, env.ACCESS).then((asserted) => cache.serve(asserted, env.APP, ctx));
    return cache.serve(request, env.APP, ctx);
  },
};

const READABLE = /^https?:\/\/(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?\//i;

/** An invalid `Host` reaches no Worker; it is refused with the app's problem document. */
function refuseHost(): Response {
  const problem = { type: "about:blank", title: "There is nothing here", status: 404, code: "not_found" };
  const headers = new Headers({
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    "X-Request-Id": crypto.randomUUID(),
  });
  setSecurityHeaders(headers);
  return new Response(JSON.stringify(problem), { status: 404, headers });
}

/** `/cdn-cgi/` bypasses the cache: the keys of Access, and the launcher's requests to the app's entry. */
const serveLauncher = async (request: Request, path: string, { APP, ACCESS }: Env): Promise<Response> =>
  ACCESS && path === "/cdn-cgi/access/certs" ? certsOf(ACCESS) : APP.fetch(request);

/** `ctx.cache` of the app, over a service binding. */
export class Purges extends WorkerEntrypoint<Env> {
  purge(options: PurgeOptions): PurgeResult {
    return this.isLimited() ? RATE_LIMITED : cache.purge(options);
  }

  invalidate(options: PurgeOptions): PurgeResult {
    return this.isLimited() ? RATE_LIMITED : cache.invalidate(options);
  }

  private isLimited(): boolean {
    return this.env.PURGE_LIMIT && !bucket.take(Date.now());
  }
}
