import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { InvalidateBody } from "@/lib/schemas/invalidate";
import { invalidate } from "@/lib/usecases/invalidate";
import { expectJson, JSON_BODY_LIMIT, parseJson, parseWith, readBytes } from "./body";
import { json } from "./handle";

/** The invalidate door: surfaces named in the body or the query must exist; what readers see of them is built anew. */
export async function invalidateByRequest(request: Request, ctx: Context): Promise<Response> {
  const named = [...(await inBody(request)), ...inQuery(request)];
  const unknown = named.find((id) => !ctx.registry.find(id));
  if (unknown !== undefined) throw new AppError("unknown_surface", `surface: ${JSON.stringify(unknown.slice(0, 100))}`);
  await invalidate(ctx, { urgent: true });
  return json({ invalidated: named.length > 0 ? named : "all" });
}

async function inBody(request: Request): Promise<string[]> {
  const bytes = await readBytes(request, JSON_BODY_LIMIT);
  if (bytes.byteLength === 0) return [];
  expectJson(request);
  const { surface, surface_id, surfaces, surface_ids } = parseWith(InvalidateBody, parseJson(bytes));
  return [surface, surface_id, ...(surfaces ?? []), ...(surface_ids ?? [])].filter((id) => id !== undefined);
}

const inQuery = (request: Request): string[] => {
  const query = new URL(request.url).searchParams;
  return ["surface", "surface_id", "surfaces", "surface_ids"].flatMap((name) =>
    query.getAll(name).flatMap((value) => value.split(",").filter(Boolean)),
  );
};
