import { readFileSync } from "node:fs";
import { inRoot } from "./root";

type RoutesManifest = { dynamicRoutes: { page: string; regex: string }[] };

const readJson = <T>(...path: string[]): T => JSON.parse(readFileSync(inRoot(...path), "utf8")) as T;

/** Next's own pages, and what it makes of metadata files. */
const NOT_OURS = /^\/_|\/sitemap\.xml\/route$/;
/** Operators' pages have server actions, which only Next can run. */
const ONLY_NEXTS = /^\/ops(?:\/.*)?\/page$/;

/**
 * The module that tells the Worker which route handler or page answers which path, from the manifests of Next's build
 * (`.next/`): static paths by name, the others by Next's own patterns in Next's own order.
 */
export function listRoutes(): string {
  const pages = readJson<Record<string, string>>(".next", "app-path-routes-manifest.json");
  const { dynamicRoutes } = readJson<RoutesManifest>(".next", "routes-manifest.json");
  const order = new Map(dynamicRoutes.map(({ page, regex }, index) => [page, { regex, index }]));
  const rows = Object.entries(pages)
    .filter(([file]) => !NOT_OURS.test(file) && !ONLY_NEXTS.test(file))
    .map(([file, path]) => ({ file, path, ...(order.get(path) ?? { regex: null, index: -1 }) }))
    .sort((a, b) => a.index - b.index || a.path.localeCompare(b.path));
  const lines = rows.map(({ file, path, regex }) => {
    const kind = file.endsWith("/page") ? "page" : "route";
    const pattern = regex === null ? "null" : `new RegExp(${JSON.stringify(regex)})`;
    return `  { kind: "${kind}", path: ${JSON.stringify(path)}, pattern: ${pattern}, load: () => import(${JSON.stringify(`../app${file}`)}) },`;
  });
  return `export const ROUTES = [\n${lines.join("\n")}\n];\n`;
}
