import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({ access: "operator", GET: {} });
