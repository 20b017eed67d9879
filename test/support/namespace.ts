import type { KVNamespace } from "@cloudflare/workers-types";
import { convertV4MiniflareOptions, Miniflare, type V4MiniflareOptions } from "miniflare";

/** A real KV namespace, and no server in front of it. */
export async function startNamespace() {
  const worker = {
    name: "idle",
    modules: true,
    script: "export default { fetch() { return new Response() } }",
    compatibilityDate: "2026-01-01",
    kvNamespaces: { STATUS_SNAPSHOT: "t" },
  };
  const miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, workers: [worker] } as V4MiniflareOptions));
  const kv = (await miniflare.getKVNamespace("STATUS_SNAPSHOT")) as unknown as KVNamespace;
  return { kv, stop: () => miniflare.dispose() };
}
