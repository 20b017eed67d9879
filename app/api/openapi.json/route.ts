import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { apiDescription } from "@/lib/public/api-description";
import { endpoint } from "./endpoint";

/** The public API in OpenAPI 3.1; reads no database. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, { GET: apiDescription });
