import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { surfacesAnswer } from "@/lib/public/answers";
import { readSurfaces } from "@/lib/usecases/read-surfaces";
import { endpoint } from "./endpoint";

/** All surfaces and the overall status (§6a). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: async ({ ctx }) => surfacesAnswer(await readSurfaces(ctx)),
});
