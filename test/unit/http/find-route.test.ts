import { expect, test } from "vitest";
import { type Route, routeFinder } from "@/lib/server/find-route";

const load = async () => {
  throw new Error("no test loads a module");
};

const route = (path: string, regex: string | null = null): Route => ({
  kind: "route",
  path,
  pattern: regex === null ? null : new RegExp(regex),
  load,
});

/** As scripts/routes.ts writes them of Next's manifests. */
const ROUTES: Route[] = [
  route("/"),
  route("/healthz"),
  route("/api/windows"),
  route("/api/windows/current"),
  route("/alerts/[id]/acknowledge", "^/alerts/([^/]+?)/acknowledge(?:/)?$"),
  route("/api/v2/[...path]", "^/api/v2/(.+?)(?:/)?$"),
  route("/api/windows/[id]", "^/api/windows/([^/]+?)(?:/)?$"),
  route("/api/[...path]", "^/api/(.+?)(?:/)?$"),
];

const find = routeFinder(ROUTES);
const found = (pathname: string) => {
  const match = find(pathname);
  return match && { route: match.path, ...match.params };
};

test.each([
  ["/", { route: "/" }],
  ["//", { route: "/" }],
  ["/healthz", { route: "/healthz" }],
  ["/healthz/", { route: "/healthz" }],
  ["/api/windows/current", { route: "/api/windows/current" }],
  ["/api/windows/12", { route: "/api/windows/[id]", id: "12" }],
  ["/api/windows/a%2Fb", { route: "/api/windows/[id]", id: "a/b" }],
  ["/api/windows/__proto__", { route: "/api/windows/[id]", id: "__proto__" }],
  ["/alerts/7/acknowledge", { route: "/alerts/[id]/acknowledge", id: "7" }],
])("%s is answered by its most specific route", (pathname, expected) => {
  expect(found(pathname)).toEqual(expected);
});

test.each([
  ["/api/v2/summary.json", { route: "/api/v2/[...path]", path: ["summary.json"] }],
  ["/api/v2/incidents/unresolved.json", { route: "/api/v2/[...path]", path: ["incidents", "unresolved.json"] }],
  ["/api/windows/12/more", { route: "/api/[...path]", path: ["windows", "12", "more"] }],
  ["/api/%77indows", { route: "/api/[...path]", path: ["windows"] }],
])("%s is answered by the nearest catch-all", (pathname, expected) => {
  expect(found(pathname)).toEqual(expected);
});

test.each(["/api", "/healthz/x", "//healthz", "/alerts/7", "/Healthz", "/constructor", "/__proto__"])(
  "%s has no route",
  (pathname) => {
    expect(found(pathname)).toBeNull();
  },
);
