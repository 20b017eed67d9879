import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsRead } from "@/lib/http/operator";
import { readBoard } from "@/lib/usecases/read-board";

/** The same board under the name that §6b gives it (D16). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: operatorsRead(readBoard) }, OPS_HEADERS);
