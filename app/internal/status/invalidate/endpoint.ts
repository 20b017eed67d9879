import { endpoint as original } from "@/app/api/internal/status/invalidate/endpoint";

export const endpoint = { ...original, aliasOf: "/api/internal/status/invalidate" };
