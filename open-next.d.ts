/** What `opennextjs-cloudflare build` makes of the Next app; it is there only after a build. */
declare module "*.open-next/worker.js" {
  const handler: { fetch: (request: Request, env: unknown, ctx: unknown) => Promise<Response> };
  export default handler;
}
