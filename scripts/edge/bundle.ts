import { build, stop } from "esbuild";
import { inRoot } from "../root";

/** The two modules that a local server has and a deployment has not. */
export type EdgeModules = { worker: string; entry: string };

let bundled: Promise<EdgeModules> | null = null;

/** The worker that plays Cloudflare's edge, and the module through which the app meets it: bundled once a process, since esbuild is stopped after. */
export const bundleEdge = (): Promise<EdgeModules> => {
  bundled ??= bundle();
  return bundled;
};

async function bundle(): Promise<EdgeModules> {
  const { outputFiles } = await build({
    entryPoints: [inRoot("scripts", "edge", "worker.ts"), inRoot("scripts", "edge", "entry.ts")],
    outdir: "edge",
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    alias: { "@/worker": "./served.js" },
    external: ["cloudflare:workers", "node:*", "./served.js"],
  });
  await stop();
  const find = (name: string) => outputFiles.find(({ path }) => path.endsWith(name))?.text ?? "";
  return { worker: find("worker.js"), entry: find("entry.js") };
}
