import { globSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { METHODS as HTTP_METHODS, type Method, type RouteHandler } from "@/lib/http/handle";
import { type ListedEndpoint, listEndpoints, METHODS } from "../../../scripts/endpoints";
import { inRoot } from "../../../scripts/root";
import { operationsOf } from "../../support/openapi";
import { DOCUMENTS } from "./documents";

const folders = globSync("app/**/route.ts", { cwd: inRoot() }).map((file) => dirname(file).replace(/^app/, ""));
const endpoints = await listEndpoints();
const templates = new Set(DOCUMENTS.flatMap(([, document]) => operationsOf(document).map(({ template }) => template)));

/** What a handler needs of the platform to answer OPTIONS. */
const PLATFORM = { env: {}, ctx: { requestId: "test", waitUntil: () => undefined }, cf: {} };
Object.assign(globalThis, { [Symbol.for("__cloudflare-context__")]: PLATFORM });

async function allowed({ folder, endpoint }: ListedEndpoint): Promise<string[]> {
  const handlers: Record<Method, RouteHandler> = await import(inRoot("app", folder, "route.ts"));
  expect(Object.keys(handlers).sort()).toEqual([...HTTP_METHODS].sort());
  const original = endpoints.find((other) => other.folder === (endpoint.aliasOf ?? folder))?.endpoint;
  for (const method of HTTP_METHODS) expect(handlers[method]).toHaveProperty("endpoint", original);
  const response = await handlers.OPTIONS(new Request("http://localhost/"), { params: Promise.resolve({}) });
  return response.headers.get("Allow")?.split(", ") ?? [];
}

describe("every route.ts", () => {
  it("has an endpoint.ts beside it, and no endpoint.ts stands alone", () => {
    expect(endpoints.map(({ folder }) => folder).sort()).toEqual(folders.sort());
  });

  it.each(endpoints.map((listed) => [listed.folder, listed] as const))(
    "%s is served by its endpoint, in its methods",
    async (_, listed) => {
      const described = METHODS.filter((method) => listed.endpoint[method]);
      const served = [...described, "OPTIONS", ...(described.includes("GET") ? ["HEAD"] : [])];
      expect((await allowed(listed)).sort()).toEqual(served.sort());
    },
  );
});

describe("every endpoint", () => {
  it("that strangers or neighbours may call is documented, and each of its methods", () => {
    for (const { path, endpoint } of endpoints) {
      if (endpoint.access === "operator" || endpoint.aliasOf || path.endsWith("{path}")) continue;
      for (const method of METHODS)
        if (endpoint[method]) expect(endpoint[method].docs, `${method} ${path}`).toBeDefined();
    }
  });

  it("that is another name names one that exists", () => {
    const known = endpoints.map(({ folder }) => folder);
    for (const { endpoint } of endpoints) if (endpoint.aliasOf) expect(known).toContain(endpoint.aliasOf);
  });

  it("of operators is not documented", () => {
    for (const { path, endpoint } of endpoints)
      if (endpoint.access === "operator") expect(templates, path).not.toContain(path);
  });
});
