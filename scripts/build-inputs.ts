import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { inRoot, ROOT } from "./root";

/** What the build reads: `config` too, since the registry is compiled in; neither tests nor docs. */
const FOLDERS = ["app", "components", "config", "db", "lib", "public"];
const FILES = [
  ...["next.config.ts", "open-next.config.ts", "postcss.config.mjs", "tsconfig.json", "tsconfig.next.json"],
  ...["package.json", "package-lock.json", "worker.ts", "wrangler.toml"],
  ...["build-inputs", "client", "endpoints", "ensure-build", "ensure-generated", "registry", "routes"].map(
    (name) => `scripts/${name}.ts`,
  ),
];
const NOT_INPUTS = /^lib\/generated\/|^db\/.*\.md$|\/\.DS_Store$/;

const listFiles = (folder: string): string[] =>
  readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)));

/** A hash of everything that the build reads: equal hashes, equal builds. */
export function hashInputs(): string {
  const hash = createHash("sha256");
  const paths = [...FILES, ...FOLDERS.flatMap(listFiles)].filter((path) => !NOT_INPUTS.test(path)).sort();
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(inRoot(path)))
      .update("\0");
  return hash.digest("hex").slice(0, 16);
}
