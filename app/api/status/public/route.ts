import { publicJson } from "@/lib/http/public-json";
import { statusAnswer } from "@/lib/public/answers";
import { readPublic } from "@/lib/usecases/read-public";

/** The whole page's feed in one response (D11). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicJson(async (ctx) =>
  statusAnswer(await readPublic(ctx)),
);
