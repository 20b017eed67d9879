/** The same door with the second factor in its path. */
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/app/api/webhooks/freescout/route";
