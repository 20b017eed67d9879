import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsQuery } from "@/lib/http/operator";
import { AuditQuery } from "@/lib/schemas/ops-queries";
import { readAudit } from "@/lib/usecases/read-audit";

/** The audit log, by pages: `?surface=&actor=&source=&from=&to=&before=&limit=`. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: operatorsQuery(AuditQuery, readAudit) },
  OPS_HEADERS,
);
