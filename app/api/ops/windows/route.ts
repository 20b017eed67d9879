import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsRead } from "@/lib/http/operator";
import { readOpsWindows } from "@/lib/usecases/read-ops-windows";

/** Maintenance windows, planned, running and of late. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: operatorsRead(readOpsWindows) },
  OPS_HEADERS,
);
