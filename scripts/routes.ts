import { readFileSync } from "node:fs";
import { inRoot } from "./root";

type RoutesManifest = { dynamicRoutes: { page: string; regex: string }[] };

const readJson = <T>(...path: string[]): T => JSON.parse(readFileSync(inRoot(...path), "utf8")) as T;

/** Pages that Next generates. */
const INTERNAL = /^\/_/;
/** Operators' pages have server actions, and the sitemap is a metadata file: only Next can run these. */
const NEXT_ONLY = /^\/ops(?:\/.*)?\/page$|^\/sitemap\.xml\/route$/;

/** The module that maps paths to route handlers and pages, from the manifests of Next's build, in Next's order. */
export function listRoutes(): string {
  const pages = readJson<Record<string, string>>(".next", "app-path-routes-manifest.json");
  const { dynamicRoutes } = readJson<RoutesManifest>(".next", "routes-manifest.json");
  const order = new Map(dynamicRoutes.map(({ page, regex }, index) => [page, { regex, index }]));
  const rows = Object.entries(pages)
    .filter(([file]) => !INTERNAL.test(file))
    .map(([file, path]) => ({ file, path, ...(order.get(path) ?? { regex: null, index: -1 }) }))
    .sort((a, b) => a.index - b.index || a.path.localeCompare(b.path));
  const lines = rows.map(({ file, path, regex }) => {
    if (NEXT_ONLY.test(file)) return `  { kind: "next", path: ${JSON.stringify(path)}, pattern: ${patternOf(regex)} },`;
    const kind = file.endsWith("/page") ? "page" : "route";
    return `  { kind: "${kind}", path: ${JSON.stringify(path)}, pattern: ${patternOf(regex)}, load: () => import(${JSON.stringify(`../app${file}`)}) },`;
  });
  return `export const ROUTES = [\n${lines.join("\n")}\n];\n`;
}

const patternOf = (regex: string | null): string => (regex === null ? "null" : `new RegExp(${JSON.stringify(regex)})`);
