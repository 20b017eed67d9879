/** An older name of the same endpoint (contract §4.5). */
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/app/api/internal/status/invalidate/route";
