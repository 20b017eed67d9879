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
