import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { PublicSnapshot } from "../../lib/schemas/fallback";
import { PlainError } from "../terminal";
import { AlertMemory } from "./alerts";
import { Memory } from "./probe-outside";
import { KnownNote } from "./read-notes";
import { writeAtomically } from "./write-tree";

/** What a run leaves for the next one. */
const MirrorState = z.strictObject({
  version: z.literal(1),
  /** The last run that got an answer (epoch ms). */
  answeredAt: z.int().nullable(),
  snapshot: PublicSnapshot.nullable(),
  notes: z.array(KnownNote),
  measured: Memory,
  alerts: AlertMemory,
});
export type MirrorState = z.infer<typeof MirrorState>;

const NOTHING: MirrorState = { version: 1, answeredAt: null, snapshot: null, notes: [], measured: {}, alerts: {} };

/** The state of the run before; a first run has none. One that can't be read is a PlainError: to go on would forget what was told. */
export function readState(file: string): MirrorState {
  if (!existsSync(file)) return NOTHING;
  try {
    return MirrorState.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new PlainError(`${file} is not the state of a mirror. Remove it to begin anew.`);
  }
}

export const writeState = (file: string, state: MirrorState): void =>
  void writeAtomically(file, `${JSON.stringify(state)}\n`);
