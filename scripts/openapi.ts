import { internalDescription, publicDescription } from "../lib/openapi/document";
import { listOperations } from "./endpoints";

/** The API's two descriptions as JSON: what anybody may read, and what operators read. */
export async function describeApi(): Promise<Record<"openapi" | "openapi-internal", string>> {
  const operations = await listOperations();
  return {
    openapi: `${JSON.stringify(publicDescription(operations))}\n`,
    "openapi-internal": `${JSON.stringify(internalDescription(operations))}\n`,
  };
}
