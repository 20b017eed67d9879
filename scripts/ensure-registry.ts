import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SurfaceEntry } from "../lib/schemas/registry";
import { parseRegistry, writeRegistry } from "./registry";
import { inRoot } from "./root";
import { PlainError } from "./terminal";

const REGISTRY = inRoot("config", "status-surfaces.yaml");
const COMPILED = inRoot("lib", "generated", "registry.json");

function asPlainError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new PlainError((error as Error).message);
  }
}

/** Writes the registry that is compiled into the worker from config/status-surfaces.yaml. */
export function ensureRegistry(): void {
  asPlainError(() => writeRegistry(REGISTRY, COMPILED));
}

/** Reads another registry file (STATUS_REGISTRY), with the same checks as the one that is compiled in. */
export function readRegistry(file: string): SurfaceEntry[] {
  return asPlainError(() => parseRegistry(readFileSync(resolve(file), "utf8"), file));
}
