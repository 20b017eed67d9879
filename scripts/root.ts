import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's root. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A path inside the checkout. */
export const inRoot = (...path: string[]): string => join(ROOT, ...path);
