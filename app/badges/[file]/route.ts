import { AppError } from "@/lib/errors";
import { publicDocument } from "@/lib/http/public-json";
import { readBadge } from "@/lib/usecases/read-documents";

/** One surface's state as a badge: `{id}.svg`, or `{id}.json` for shields.io (`?label=`). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument(async (ctx, request, { file = "" }) => {
  const [, id, format] = /^([\w-]+)\.(svg|json)$/.exec(file) ?? [];
  if (id === undefined) throw new AppError("not_found");
  return readBadge(ctx, format as "svg" | "json", new URL(request.url).searchParams.get("label"), id);
});
