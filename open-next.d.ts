/** What `opennextjs-cloudflare build` makes of the Next app; it is there only after a build. */
declare module "*.open-next/worker.js" {
  const handler: { fetch: (request: Request, env: unknown, ctx: unknown) => Promise<Response> };
  export default handler;
}

/** What the build keeps of the pages that are rendered then (`BuiltShells` of lib/http/shell.ts, as JSON). */
declare module "*.open-next/shells.txt" {
  const json: string;
  export default json;
}

/** Runs a handler with `getCloudflareContext()` set for one request. */
declare module "*.open-next/cloudflare/init.js" {
  export function runWithCloudflareRequestContext<T>(
    request: Request,
    env: unknown,
    ctx: unknown,
    handler: () => Promise<T>,
  ): Promise<T>;
}

/** Every route handler and page that the Worker may answer with before Next, made by scripts/routes.ts of Next's manifests. */
declare module "*.open-next/routes.js" {
  export const ROUTES: readonly import("./lib/http/find-route").Route[];
}
