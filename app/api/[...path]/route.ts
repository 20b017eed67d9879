import { AppError } from "@/lib/platform/errors";
import { serveEndpoint } from "@/lib/server/endpoint";

const nothing = (): never => {
  throw new AppError("not_found");
};

/** What does not exist says so in the form that callers of an API read. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "anyone",
  GET: { handle: nothing },
  POST: { handle: nothing },
  DELETE: { handle: nothing },
});
