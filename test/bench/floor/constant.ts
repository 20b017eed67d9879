import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions } from "miniflare";

/** A response that never changes, its header too. */
export type Constant = { name: string; headers: [string, string][]; body: Uint8Array };

const SCRIPT = `import body from "./body.bin";
const headers = new Headers(HEADERS);
export default { fetch: () => new Response(body, { headers, encodeBody: "manual" }) };`;

const workerOf = ({ name, headers, body }: Constant) => ({
  name,
  modulesRoot: "/",
  modules: [
    {
      type: "ESModule",
      path: "/floor.js",
      contents: SCRIPT.replace("HEADERS", JSON.stringify(headers)),
    },
    { type: "Data", path: "/body.bin", contents: body },
  ],
  compatibilityDate: "2026-11-01",
  unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
});

/** Bare Workers on a workerd of their own, each on its socket with nothing in front: what a path could cost at least. */
export async function startFloor(constants: readonly Constant[]) {
  const options = { cf: false, workers: constants.map(workerOf) } as unknown as V4MiniflareOptions;
  const miniflare = new Miniflare(convertV4MiniflareOptions(options));
  await miniflare.ready;
  return {
    urlOf: async (name: string) => (await miniflare.unsafeGetDirectURL(name)).href,
    stop: () => miniflare.dispose(),
  };
}
