import { endpoint as original } from "@/app/api/ops/status/endpoint";

export const endpoint = { ...original, aliasOf: "/api/ops/status" };
