import { describe, expect, it } from "vitest";
import { METHODS as HTTP_METHODS, type Method, type RouteHandler } from "@/lib/server/endpoint";
import { isFormBody } from "@/lib/server/form";
import { type ListedEndpoint, listEndpoints, METHODS } from "../../../scripts/endpoints";
import { inRoot } from "../../../scripts/root";
import { operationsOf } from "../../support/openapi";
import { DOCUMENTS } from "./documents";

const endpoints = await listEndpoints();
const templates = new Set(DOCUMENTS.flatMap(([, document]) => operationsOf(document).map(({ template }) => template)));

/** What a handler needs of the platform to answer OPTIONS. */
const PLATFORM = { env: {}, ctx: { requestId: "test", waitUntil: () => undefined }, cf: {} };
Object.assign(globalThis, { [Symbol.for("__cloudflare-context__")]: PLATFORM });

async function allowed({ folder, endpoint }: ListedEndpoint): Promise<string[]> {
  const handlers: Record<Method, RouteHandler> = await import(inRoot("app", folder, "route.ts"));
  expect(Object.keys(handlers).sort()).toEqual([...HTTP_METHODS].sort());
  for (const method of HTTP_METHODS) expect(handlers[method].endpoint).toBe(endpoint);
  const response = await handlers.OPTIONS(new Request("http://localhost/"), { params: Promise.resolve({}) });
  return response.headers.get("Allow")?.split(", ") ?? [];
}

describe("every route.ts", () => {
  it("serves an endpoint", () => {
    expect(endpoints.length).toBeGreaterThan(50);
    for (const { folder, endpoint } of endpoints) expect(endpoint, folder).toBeDefined();
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
      if (endpoint.access === "operator" || path.endsWith("{path}")) continue;
      for (const method of METHODS)
        if (endpoint[method]) expect(endpoint[method].docs, `${method} ${path}`).toBeDefined();
    }
  });

  it("is documented under one name, and each operation has an id of its own", () => {
    const names = ["/api/internal/status/snapshot", "/internal/status/snapshot"];
    expect(names.filter((path) => templates.has(path))).toEqual(names.slice(0, 1));
    const ids = DOCUMENTS.map(([, document]) => operationsOf(document).map(({ operation }) => operation.operationId));
    for (const each of ids) expect(new Set(each).size).toBe(each.length);
  });

  it("is documented with the media types that it takes: forms too where a page's form posts there", () => {
    for (const { template, operation } of DOCUMENTS.flatMap(([, document]) => operationsOf(document))) {
      const types = Object.keys(operation.requestBody?.content ?? {});
      const endpoint = endpoints.find(({ path }) => path === template)?.endpoint;
      const forms = types.filter((type) =>
        isFormBody(new Request("http://localhost/", { method: "POST", body: "", headers: { "Content-Type": type } })),
      );
      expect(forms.length, template).toBe(types.length > 0 && endpoint?.POST?.isForm ? 2 : 0);
      expect(types.length - forms.length, template).toBe(operation.requestBody ? 1 : 0);
    }
  });

  it("of operators is not documented", () => {
    for (const { path, endpoint } of endpoints)
      if (endpoint.access === "operator") expect(templates, path).not.toContain(path);
  });
});
