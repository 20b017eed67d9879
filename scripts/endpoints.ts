import { globSync } from "node:fs";
import { dirname } from "node:path";
import type { Endpoint, EndpointMethod } from "../lib/http/endpoint";
import type { Operation } from "../lib/openapi/operation";
import { inRoot } from "./root";

/** A folder of `app/` with a `route.ts`: its path as OpenAPI writes it, and what it enforces. */
export type ListedEndpoint = { folder: string; path: string; endpoint: Endpoint };

export const METHODS: readonly EndpointMethod[] = ["GET", "POST", "DELETE"];

/** Every endpoint, by what stands beside its handler. */
export async function listEndpoints(): Promise<ListedEndpoint[]> {
  const files = globSync("app/**/endpoint.ts", { cwd: inRoot() }).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const { endpoint }: { endpoint: Endpoint } = await import(inRoot(file));
      const folder = dirname(file).replace(/^app/, "");
      return { folder, path: folder.replace(/\[(?:\.{3})?(\w+)\]/g, "{$1}"), endpoint };
    }),
  );
}

/** The operations that are documented; other names of an endpoint are not. */
export async function listOperations(): Promise<Operation[]> {
  const listed = (await listEndpoints()).filter(({ endpoint }) => !endpoint.aliasOf);
  const operations = listed.flatMap(({ path, endpoint }) =>
    METHODS.map(async (method): Promise<Operation[]> => {
      const spec = endpoint[method];
      const described = typeof spec?.docs === "function" ? await spec.docs(path) : spec?.docs;
      const docs = [described ?? []].flat();
      return docs.map((it) => ({ method, path: it.path ?? path, endpoint, spec: spec ?? {}, docs: it }));
    }),
  );
  return (await Promise.all(operations)).flat();
}

/** The API's two descriptions as JSON: what anybody may read, and what operators read. */
export async function describeApi(): Promise<Record<"openapi" | "openapi-internal", string>> {
  const { internalDescription, publicDescription } = await import("../lib/openapi/document"); // half a second to load
  const operations = await listOperations();
  return {
    openapi: `${JSON.stringify(publicDescription(operations))}\n`,
    "openapi-internal": `${JSON.stringify(internalDescription(operations))}\n`,
  };
}
