import type { z } from "zod";
import { expectJson, JSON_BODY_LIMIT, parseJson, parseWith, readBytes } from "./body";

/** A POST whose parameters may stand in a JSON body, in the query, or nowhere; a name in both is the body's. */
export async function readOptionalJson<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const bytes = await readBytes(request, JSON_BODY_LIMIT);
  if (bytes.byteLength === 0) return parseWith(schema, query);
  expectJson(request);
  const body = parseJson(bytes);
  const named = typeof body === "object" && body !== null && !Array.isArray(body);
  return parseWith(schema, named ? { ...query, ...body } : body);
}
