import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SurfaceEntry } from "../lib/schemas/registry";
import { hashInputs } from "./build-inputs";
import { writeClient } from "./client";
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

function asPlainError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new PlainError((error as Error).message);
  }
}

/** Writes what is compiled into the Worker: the registry, the note policy's version, the messages of each language, the API's descriptions. */
export async function ensureGenerated(): Promise<void> {
  asPlainError(() => writeRegistry(REGISTRY, COMPILED));
  writeIfChanged(NOTE_POLICY, asPlainError(describeNotePolicy));
  writeIfChanged(MESSAGES, compileMessages());
  await writeClient(hashInputs());
  const { describeApi } = await import("./openapi"); // half a second to load, and needed by a build only
  for (const [name, text] of Object.entries(await describeApi()))
    writeIfChanged(inRoot("lib", "generated", `${name}.json`), text);
}

/** Reads another registry file (STATUS_REGISTRY), with the same checks as the one that is compiled in. */
export function readRegistry(file: string): SurfaceEntry[] {
  return asPlainError(() => parseRegistry(readFileSync(resolve(file), "utf8"), file));
}
