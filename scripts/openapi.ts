import { internalDescription, publicDescription } from "../lib/openapi/document";

/** The API's two descriptions as JSON: what strangers may read, and what operators read. */
export const describeApi = (): Record<"openapi" | "openapi-internal", string> => ({
  openapi: `${JSON.stringify(publicDescription())}\n`,
  "openapi-internal": `${JSON.stringify(internalDescription())}\n`,
});
