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
