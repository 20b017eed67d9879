import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsRead } from "@/lib/http/operator";
import { readWindows } from "@/lib/usecases/read-windows";

/** Maintenance windows, planned, running and of late. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: operatorsRead(readWindows) }, OPS_HEADERS);
