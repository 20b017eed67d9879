import { publicDocument } from "@/lib/http/public-json";
import { apiDescription } from "@/lib/public/api-description";

/** The public API in OpenAPI 3.1; reads no database. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument(async () => apiDescription());
