import description from "@/lib/generated/openapi.json";
import type { PublicDocument } from "./answers";

/** `GET /api/openapi.json`: compiled in, so that it is there whatever else is gone. */
export const apiDescription = (): PublicDocument => ({
  text: JSON.stringify(description),
  contentType: "application/json; charset=utf-8",
  validUntil: null,
  stale: false,
});
