import { publicJson } from "@/lib/http/public-json";
import { surfacesAnswer } from "@/lib/public/answers";
import { readSurfaces } from "@/lib/usecases/read-surfaces";

/** All surfaces and the overall status (§6a). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicJson(async (ctx) =>
  surfacesAnswer(await readSurfaces(ctx)),
);
