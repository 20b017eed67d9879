import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SurfaceEntry } from "../lib/schemas/registry";
import { listDoors } from "./doors";
import { compileMessages } from "./messages";
import { describeNotePolicy } from "./note-policy";
import { parseRegistry, writeRegistry } from "./registry";
import { inRoot } from "./root";
import { PlainError } from "./terminal";
import { writeIfChanged } from "./write-if-changed";

const REGISTRY = inRoot("config", "status-surfaces.yaml");
const COMPILED = inRoot("lib", "generated", "registry.json");
const MESSAGES = inRoot("lib", "generated", "messages.json");
const NOTE_POLICY = inRoot("lib", "generated", "note-policy.json");
const DOORS = inRoot("lib", "generated", "doors.ts");

function asPlainError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new PlainError((error as Error).message);
  }
}

/** Writes what is compiled into the worker: the registry, the version of the note policy, the messages of each language, the table of doors, and the descriptions of the API. */
export async function ensureGenerated(): Promise<void> {
  asPlainError(() => writeRegistry(REGISTRY, COMPILED));
  writeIfChanged(NOTE_POLICY, asPlainError(describeNotePolicy));
  writeIfChanged(MESSAGES, compileMessages());
  writeIfChanged(DOORS, listDoors());
  const { describeApi } = await import("./openapi"); // half a second to load, and needed by a build only
  for (const [name, text] of Object.entries(describeApi()))
    writeIfChanged(inRoot("lib", "generated", `${name}.json`), text);
}

/** Reads another registry file (STATUS_REGISTRY), with the same checks as the one that is compiled in. */
export function readRegistry(file: string): SurfaceEntry[] {
  return asPlainError(() => parseRegistry(readFileSync(resolve(file), "utf8"), file));
}
