import { globSync, readdirSync } from "node:fs";
import { dirname, relative } from "node:path";
import { listEndpoints, listOperations } from "../../scripts/endpoints";
import { inRoot } from "../../scripts/root";

/** A URL that app/ serves, and whether it is a page. */
export type AppRoute = { path: string; isPage: boolean };

/** A path of a folder: what its name leaves open is German, a surface, or several names of nothing. */
const fill = (folder: string): string =>
  folder
    .replace(/\/\(\w+\)/, "")
    .replace("[lang]", "de")
    .replace(/\[\.{3}\w+\]/g, "nowhere/at/all")
    .replace(/\[\w+\]/g, "app-raxx-app") || "/";

/** Every route of the app/ tree: endpoints by the examples that describe them, the others by their folders. */
export async function appRoutes(): Promise<AppRoute[]> {
  const endpoints = (await listEndpoints()).map(({ folder }) => fill(folder));
  const described = (await listOperations())
    .filter(({ docs }) => !docs.fileHeaders)
    .map(({ path, docs }) =>
      path.replace(/\{(\w+)\}/g, (_, name: string) => Object.values(docs.examples)[0]?.params?.[name] ?? name),
    );
  const pages = globSync("app/**/page.tsx", { cwd: inRoot() }).map((file) => fill(dirname(file).replace(/^app/, "")));
  return [
    ...[...new Set([...endpoints, ...described, "/sitemap.xml"])].map((path) => ({ path, isPage: false })),
    ...pages.map((path) => ({ path, isPage: true })),
  ];
}

/** The files that lie in public/, by their URL. */
export const publicFiles = (): string[] =>
  readdirSync(inRoot("public"), { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && file.name !== "_headers")
    .map((file) => `/${relative(inRoot("public"), file.parentPath)}/${file.name}`.replace("//", "/"));
