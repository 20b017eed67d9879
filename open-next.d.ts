/** What `opennextjs-cloudflare build` makes of the Next app; it is there only after a build. */
declare module "*.open-next/worker.js" {
  const handler: { fetch: (request: Request, env: unknown, ctx: unknown) => Promise<Response> };
  export default handler;
}

/** How OpenNext hands a request's platform context to what runs below it. */
declare module "*.open-next/cloudflare/init.js" {
  export function runWithCloudflareRequestContext<T>(
    request: Request,
    env: unknown,
    ctx: unknown,
    handler: () => Promise<T>,
  ): Promise<T>;
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
  export const ROUTES: readonly import("./lib/server/find-route").Route[];
}
