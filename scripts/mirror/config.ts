import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { prettifyError } from "zod";
import { MirrorConfig } from "../../lib/schemas/mirror";
import type { Registry } from "../../lib/schemas/registry";
import { readRegistry } from "../registry";
import { inRoot } from "../root";
import { PlainError } from "../terminal";

/** The mirror's configuration: who may speak, by which key. */
export function readMirrorConfig(file = inRoot("config", "mirror.json")): MirrorConfig {
  const { data, error } = MirrorConfig.safeParse(readJson(resolve(file)));
  if (!data) throw new PlainError(`${file}:\n${prettifyError(error)}`);
  return data;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new PlainError(`${file}: ${(error as Error).message}`);
  }
}

/** The registry of the command line, of STATUS_REGISTRY as for a local server, or the shipped one. */
export const readSurfaces = (file = process.env.STATUS_REGISTRY): Registry =>
  readRegistry(file ? resolve(file) : inRoot("config", "status-surfaces.yaml"));
