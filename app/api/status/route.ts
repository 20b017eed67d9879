/** The same JSON under its older name (contract §15.1). */
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/app/api/ops/status/route";
