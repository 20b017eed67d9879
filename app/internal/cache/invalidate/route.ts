/** An older name of the same endpoint (D4). */
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/app/api/internal/status/invalidate/route";
