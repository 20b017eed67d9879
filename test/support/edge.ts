import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions } from "miniflare";
import { bundleEdge } from "../../scripts/local-worker";

/**
 * An origin that a test scripts: each path answers the next of its answers, the last one again and again, and each request is
 * recorded. `/purge` and `/invalidate` hand their JSON body to `ctx.cache`.
 */
const ORIGIN = `
const scripts = new Map();
const seen = [];
export default {
  async fetch(request, env, ctx) {
    const { pathname, search } = new URL(request.url);
    if (pathname === "/script") { const { path, answers } = await request.json(); scripts.set(path, answers); return new Response(null, { status: 204 }); }
    if (pathname === "/seen") return Response.json(seen.splice(0), { headers: { "Cache-Control": "no-store" } });
    if (pathname === "/purge" || pathname === "/invalidate") return Response.json(await ctx.cache[pathname.slice(1)](await request.json()));
    const path = pathname + search;
    seen.push({ path, method: request.method, headers: Object.fromEntries(request.headers) });
    const answers = scripts.get(path) ?? [{ status: 404, headers: { "Cache-Control": "no-store" } }];
    const { status = 200, headers = {}, body = "", delayMs = 0, fails = false } = answers.length > 1 ? answers.shift() : answers[0];
    if (delayMs) await scheduler.wait(delayMs);
    if (fails) throw new Error("the origin fails");
    return new Response([204, 304].includes(status) ? null : body, { status, headers });
  },
};`;

export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  delayMs?: number;
  fails?: boolean;
};
type Seen = { path: string; method: string; headers: Record<string, string> };
type PurgeResult = { success: boolean; errors: { code: number; message: string }[] };

/** The local edge on real workerd in front of a scripted origin. */
export async function startEdge({ purgeLimit = false } = {}) {
  const modules = await bundleEdge();
  const shared = {
    compatibilityDate: "2026-11-01",
    compatibilityFlags: ["nodejs_compat", "global_fetch_strictly_public"],
  };
  const module = (path: string, contents: string) => ({ type: "ESModule", path, contents });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      cf: false,
      workers: [
        {
          ...shared,
          name: "edge",
          modules: [module("edge.js", modules.worker)],
          bindings: { ASSET_PATHS: ["/icon.svg"], PURGE_LIMIT: purgeLimit },
          serviceBindings: { APP: "app", ASSETS: "assets" },
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
        },
        {
          ...shared,
          name: "app",
          modules: [module("entry.js", modules.entry), module("served.js", ORIGIN)],
          serviceBindings: { EDGE: { name: "edge", entrypoint: "Purges" } },
        },
        { ...shared, name: "assets", modules: true, script: `export default { fetch: () => new Response("a file") };` },
      ],
    } as V4MiniflareOptions),
  );
  const url = (await miniflare.unsafeGetDirectURL("edge")).origin;
  const post = (path: string, body: unknown) => fetch(url + path, { method: "POST", body: JSON.stringify(body) });
  const order = async (path: string, options: object) => (await (await post(path, options)).json()) as PurgeResult;
  return {
    url,
    script: (path: string, ...answers: Answer[]) => post("/script", { path, answers }),
    /** What the origin was asked since the last time, in turn. */
    seen: async () => (await (await fetch(`${url}/seen`)).json()) as Seen[],
    purge: (options: object) => order("/purge", options),
    invalidate: (options: object) => order("/invalidate", options),
    stop: () => miniflare.dispose(),
  };
}

export type Edge = Awaited<ReturnType<typeof startEdge>>;
