import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({ access: "anyone", GET: {}, POST: {}, DELETE: {} });
