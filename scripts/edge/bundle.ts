import { build, stop } from "esbuild";
import { inRoot } from "../root";

/** The two modules that a local server has and a deployment has not. */
export type EdgeModules = { worker: string; entry: string };

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [inRoot("scripts", "edge", name)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    alias: { "@/worker": "./served.js" },
    external: ["cloudflare:workers", "node:*", "./served.js"],
  });
  return outputFiles[0]?.text ?? "";
}

let bundled: Promise<EdgeModules> | null = null;

/** The worker that plays Cloudflare's edge, and the module through which the app meets it: bundled once a process, since esbuild is stopped after. */
export const bundleEdge = (): Promise<EdgeModules> => {
  bundled ??= bundleBoth();
  return bundled;
};

async function bundleBoth(): Promise<EdgeModules> {
  const [worker, entry] = await Promise.all([bundle("worker.ts"), bundle("entry.ts")]);
  await stop();
  return { worker, entry };
}
