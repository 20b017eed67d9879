import { AppError } from "@/lib/platform/problems";
import { serveEndpoint } from "@/lib/server/endpoint";

const nothing = (): never => {
  throw new AppError("not_found");
};

/** 404 as problem+json for unknown API paths. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "anyone",
  GET: { handle: nothing },
  POST: { handle: nothing },
  DELETE: { handle: nothing },
});
