/** One route of the app, as Next's build names it: a static path, or a pattern with the names of its groups. */
export type Route<Module = unknown> = {
  /** `next`: only Next can answer it. */
  kind: "route" | "page" | "next";
  path: string;
  /** Null where the path is static. */
  pattern: RegExp | null;
  load: () => Promise<Module>;
};

export type FoundRoute<Module = unknown> = Pick<Route<Module>, "kind" | "path" | "load"> & {
  params: Record<string, string | string[]>;
};

/** The path without trailing slashes, except the root. */
function trimPath(pathname: string): string {
  let end = pathname.length;
  while (end > 1 && pathname[end - 1] === "/") end--;
  return pathname.slice(0, end);
}

/** Finds a path's route as Next's router does: static paths first, then patterns, most specific first; null if there is none. */
export function routeFinder<Module>(routes: readonly Route<Module>[]) {
  const fixed = new Map(routes.filter(({ pattern }) => pattern === null).map((route) => [route.path, route]));
  const patterns = routes.filter(({ pattern }) => pattern !== null);
  return (pathname: string): FoundRoute<Module> | null => {
    const path = trimPath(pathname);
    const exact = fixed.get(path);
    if (exact) return { ...exact, params: {} };
    for (const route of patterns) {
      const match = route.pattern?.exec(path);
      if (match) return { ...route, params: readParams(route.path, match) };
    }
    return null;
  };
}

const SEGMENT = /\[(\.\.\.)?(\w+)\]/g;

/** A match's groups by the names in the route's path; a catch-all has one value per segment. */
function readParams(path: string, match: RegExpExecArray): Record<string, string | string[]> {
  const names = [...path.matchAll(SEGMENT)];
  return Object.fromEntries(
    names.map(([, rest, name = ""], index) => {
      const value = decodeURIComponent(match[index + 1] ?? "");
      return [name, rest ? value.split("/") : value];
    }),
  );
}
