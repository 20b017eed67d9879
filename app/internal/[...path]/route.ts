import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/handle";

const nothing = async (): Promise<never> => {
  throw new AppError("not_found");
};

/** What is not here says so in the form that callers of an API read. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: nothing, POST: nothing, DELETE: nothing });
