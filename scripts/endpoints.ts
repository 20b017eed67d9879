import { globSync } from "node:fs";
import { dirname } from "node:path";
import type { Endpoint, EndpointMethod, RouteHandler } from "../lib/server/endpoint";
import type { Operation } from "../lib/server/openapi/operation";
import { inRoot } from "./root";

/** A folder of `app/` with a `route.ts`: its path as OpenAPI writes it, and what it enforces. */
export type ListedEndpoint = { folder: string; path: string; endpoint: Endpoint };

export const METHODS: readonly EndpointMethod[] = ["GET", "POST", "DELETE"];

/** Every endpoint with its route handlers' documentation; paths with a parameter come before those below them. */
export async function listEndpoints(): Promise<ListedEndpoint[]> {
  const folders = globSync("app/**/route.ts", { cwd: inRoot() }).map((file) => dirname(file).replace(/^app/, ""));
  const endpoints: ListedEndpoint[] = [];
  // One by one: Vitest may run a module twice that is imported twice at once, and an endpoint's names are grouped by object identity.
  for (const folder of folders.toSorted((a, b) => (`${a}/_` < `${b}/_` ? -1 : 1))) {
    const { GET }: { GET: RouteHandler } = await import(inRoot(`app${folder}/route.ts`));
    endpoints.push({ folder, path: folder.replace(/\[(?:\.{3})?(\w+)\]/g, "{$1}"), endpoint: GET.endpoint });
  }
  return endpoints;
}

/** The operations that are documented, each under its endpoint's first name. */
export async function listOperations(): Promise<Operation[]> {
  const operations = (await listEndpoints()).flatMap(({ path, endpoint }) =>
    METHODS.map(async (method): Promise<Operation[]> => {
      const spec = endpoint[method];
      if (!spec) return [];
      const docs = [(typeof spec.docs === "function" ? await spec.docs(path) : spec.docs) ?? []].flat();
      return docs.map((it) => ({ method, path: it.path ?? path, endpoint, spec, docs: it }));
    }),
  );
  const byId = new Map<string, Endpoint>();
  return (await Promise.all(operations)).flat().filter(({ endpoint, docs: { id } }) => {
    const isOtherName = byId.get(id) === endpoint;
    byId.set(id, endpoint);
    return !isOtherName;
  });
}

/** The API's two descriptions as JSON: the public one, and the internal one for operators. */
export async function describeApi(): Promise<Record<"openapi" | "openapi-internal", string>> {
  const { internalDescription, publicDescription } = await import("../lib/server/openapi/document"); // half a second to load
  const operations = await listOperations();
  return {
    openapi: `${JSON.stringify(publicDescription(operations))}\n`,
    "openapi-internal": `${JSON.stringify(internalDescription(operations))}\n`,
  };
}
