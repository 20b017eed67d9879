import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsRead } from "@/lib/http/operator";
import { readBoard } from "@/lib/usecases/read-board";

/** The operators' board as JSON (§6b). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: operatorsRead(readBoard) }, OPS_HEADERS);
