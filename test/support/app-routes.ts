import { readdirSync } from "node:fs";
import { relative } from "node:path";
import { inRoot } from "../../scripts/root";

/** A URL that app/ serves, and whether it is a page. */
export type AppRoute = { path: string; isPage: boolean };

/** A path for each route whose name has a gap; a new one needs a line here. */
const FILLED: Record<string, string> = {
  "/api/[...path]": "/api/nowhere/at/all",
  "/api/internal/status/maintenance/[id]": "/api/internal/status/maintenance/win_1",
  "/api/ops/alerts/[id]/acknowledge": "/api/ops/alerts/1/acknowledge",
  "/api/v2/[...path]": "/api/v2/summary.json",
  "/api/webhooks/freescout/[token]": "/api/webhooks/freescout/some-token",
  "/badges/[file]": "/badges/app-raxx-app.svg",
  "/incidents/[id]": "/incidents/inc_1",
  "/internal/[...path]": "/internal/nowhere",
  "/ops/surfaces/[id]": "/ops/surfaces/app-raxx-app",
  "/surfaces/[id]": "/surfaces/app-raxx-app",
  "/surfaces/[id]/feed.json": "/surfaces/app-raxx-app/feed.json",
  "/surfaces/[id]/history.atom": "/surfaces/app-raxx-app/history.atom",
  "/surfaces/[id]/history.rss": "/surfaces/app-raxx-app/history.rss",
  "/surfaces/[id]/maintenance.ics": "/surfaces/app-raxx-app/maintenance.ics",
};

function pathOf(folder: string): string {
  const name =
    `/${folder}`
      .replace(/\/\(\w+\)/, "")
      .replace(/^\/\[lang\]/, "/de")
      .replace(/\/$/, "") || "/";
  const english = name.replace(/^\/de(?=\/|$)/, "");
  const path = FILLED[name] ?? (FILLED[english] ? `/de${FILLED[english]}` : name);
  if (path.includes("[")) throw new Error(`test/support/app-routes.ts has no path for ${name}`);
  return path;
}

/** Every route of the app/ tree, a new one too; a page that has a door to fill it is a page. */
export function appRoutes(): AppRoute[] {
  const root = inRoot("app");
  const routes = new Map<string, AppRoute>();
  for (const file of readdirSync(root, { withFileTypes: true, recursive: true })) {
    const folder = relative(root, file.parentPath);
    const isPage = file.name === "page.tsx";
    if (isPage || file.name === "route.ts") {
      const path = pathOf(folder);
      routes.set(path, { path, isPage: isPage || routes.get(path)?.isPage === true });
    } else if (/^sitemap\.tsx?$/.test(file.name)) routes.set("/sitemap.xml", { path: "/sitemap.xml", isPage: false });
  }
  return [...routes.values()];
}

/** The files that lie in public/, by their URL. */
export const publicFiles = (): string[] =>
  readdirSync(inRoot("public"), { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && file.name !== "_headers")
    .map((file) => `/${relative(inRoot("public"), file.parentPath)}/${file.name}`.replace("//", "/"));
