import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { inRoot } from "./root";

/** What the build reads. `config` is among them for the registry that is compiled in; tests and docs are not. */
const INPUTS = [
  ...["app", "components", "config", "db", "lib", "public", "worker.ts"],
  ...["next.config.ts", "open-next.config.ts", "postcss.config.mjs", "tsconfig.json", "tsconfig.next.json"],
  ...["package.json", "package-lock.json", "wrangler.toml"],
  ...[
    "scripts/build-inputs.ts",
    "scripts/client.ts",
    "scripts/endpoints.ts",
    "scripts/ensure-build.ts",
    "scripts/ensure-generated.ts",
    "scripts/registry.ts",
    "scripts/routes.ts",
  ],
];
const NOT_INPUTS = /^lib\/generated$|^db\/.*\.md$|(^|\/)\.DS_Store$/;

function filesOf(path: string): string[] {
  if (NOT_INPUTS.test(path) || !existsSync(inRoot(path))) return [];
  if (!statSync(inRoot(path)).isDirectory()) return [path];
  return readdirSync(inRoot(path))
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`));
}

/** Names the state of everything that the build reads: equal hashes, equal builds. */
export function hashInputs(): string {
  const hash = createHash("sha256");
  for (const path of INPUTS.flatMap(filesOf))
    hash
      .update(`${path}\0`)
      .update(readFileSync(inRoot(path)))
      .update("\0");
  return hash.digest("hex").slice(0, 16);
}
