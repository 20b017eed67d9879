import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsQuery } from "@/lib/http/operator";
import { IncidentsQuery } from "@/lib/schemas/ops-queries";
import { readIncidents } from "@/lib/usecases/read-incidents";

/** Incidents, open and past: `?surface=&open=&before=&limit=`. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: operatorsQuery(IncidentsQuery, readIncidents) },
  OPS_HEADERS,
);
