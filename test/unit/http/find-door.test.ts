import { expect, test } from "vitest";
import { type DoorTable, doorFinder } from "@/lib/http/find-door";

const load = async () => {
  throw new Error("nobody goes through these doors");
};

const DOORS: DoorTable = Object.fromEntries(
  [
    "/healthz",
    "/api/[...path]",
    "/api/v2/[...path]",
    "/api/windows",
    "/api/windows/[id]",
    "/api/windows/current",
    "/alerts/[id]/acknowledge",
    "/surfaces/[id]/feed.json",
  ].map((path) => [path, Object.assign(async () => load(), { path })]),
);

const find = doorFinder(DOORS);
const found = (pathname: string) => {
  const door = find(pathname);
  return door && { path: (door.load as unknown as { path: string }).path, ...door.params };
};

test.each([
  ["/healthz", { path: "/healthz" }],
  ["/healthz/", { path: "/healthz" }],
  ["/api/windows", { path: "/api/windows" }],
  ["/api/windows/current", { path: "/api/windows/current" }],
  ["/api/windows/12", { path: "/api/windows/[id]", id: "12" }],
  ["/api/windows/a%2Fb", { path: "/api/windows/[id]", id: "a/b" }],
  ["/alerts/7/acknowledge", { path: "/alerts/[id]/acknowledge", id: "7" }],
  ["/surfaces/raxx-app/feed.json", { path: "/surfaces/[id]/feed.json", id: "raxx-app" }],
])("%s leads to the door that names it best", (pathname, door) => {
  expect(found(pathname)).toEqual(door);
});

test.each([
  ["/api/v2/summary.json", "/api/v2/[...path]"],
  ["/api/v2/incidents/unresolved.json", "/api/v2/[...path]"],
  ["/api/windows/12/more", "/api/[...path]"],
  ["/api/%77indows", "/api/[...path]"],
  ["/api/nothing/here", "/api/[...path]"],
])("%s falls to the catch-all that is nearest", (pathname, path) => {
  expect(found(pathname)).toEqual({ path });
});

test.each([
  "/",
  "/api",
  "/healthz/x",
  "//healthz",
  "/surfaces/raxx-app",
  "/surfaces//feed.json",
  "/alerts/7",
  "/Healthz",
])("%s leads to no door", (pathname) => {
  expect(found(pathname)).toBeNull();
});

test("a name from an object's own past is no door", () => {
  for (const pathname of ["/constructor", "/__proto__", "/api/windows/__proto__"])
    expect(found(pathname)?.path ?? null).toBe(pathname.startsWith("/api") ? "/api/windows/[id]" : null);
});

test("the root has a door where the table names one", () => {
  const findAtRoot = doorFinder({ "": load, "/[id]": load });
  expect([findAtRoot("/"), findAtRoot("//"), findAtRoot("/a")]).toEqual([
    { load, params: {} },
    { load, params: {} },
    { load, params: { id: "a" } },
  ]);
});
