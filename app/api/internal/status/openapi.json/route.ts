import description from "@/lib/generated/openapi-internal.json";
import { json, route } from "@/lib/http/handle";
import { internal, READERS } from "@/lib/http/internal";

/** Every door in OpenAPI 3.1, for operators and Raptor. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: internal(READERS, async () => json(description)),
});
