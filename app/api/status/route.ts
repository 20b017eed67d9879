/** The same JSON under the name that §6b gives it (D16). */
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/app/api/ops/status/route";
