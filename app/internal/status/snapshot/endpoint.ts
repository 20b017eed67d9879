import { endpoint as original } from "@/app/api/internal/status/snapshot/endpoint";

export const endpoint = { ...original, aliasOf: "/api/internal/status/snapshot" };
