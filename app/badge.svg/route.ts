import { serveBadge } from "@/app/_endpoints/badge";

/** The overall state as a badge (`?label=`). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveBadge("svg");
