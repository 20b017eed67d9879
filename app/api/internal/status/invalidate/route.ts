import { route } from "@/lib/http/handle";
import { internal, READERS } from "@/lib/http/internal";
import { invalidateByRequest } from "@/lib/http/invalidate";

/** Makes the edge forget its copies (D4); body or query may name surfaces, none means all. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: internal(READERS, invalidateByRequest) });
