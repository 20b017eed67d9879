import description from "@/lib/generated/openapi-internal.json";
import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { endpoint } from "./endpoint";

/** Every endpoint in OpenAPI 3.1, for operators and Raptor. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, { GET: () => description });
