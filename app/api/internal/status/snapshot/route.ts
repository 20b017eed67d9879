import { json, route } from "@/lib/http/handle";
import { internal, READERS } from "@/lib/http/internal";
import { readSnapshot } from "@/lib/usecases/snapshot";

/** Stored and shown state of every surface, and why (D4). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: internal(READERS, async (_request, ctx) => json(await readSnapshot(ctx))),
});
