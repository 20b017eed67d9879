import { serveBadge } from "@/app/_endpoints/badge";

/** The overall state for shields.io (`?label=`). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveBadge("json");
