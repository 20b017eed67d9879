import { surfacesAnswer } from "@/lib/http/public-answers";
import { publicJson } from "@/lib/http/public-json";

/** All surfaces and the overall status (§6a). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicJson(surfacesAnswer);
