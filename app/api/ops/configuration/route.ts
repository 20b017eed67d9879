import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsRead } from "@/lib/http/operator";
import { readConfiguration } from "@/lib/usecases/read-configuration";

/** What is set and what is missing. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: operatorsRead(async (ctx) => readConfiguration(ctx)) },
  OPS_HEADERS,
);
