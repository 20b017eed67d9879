import { copyFileSync, existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { PublicSnapshot } from "../../lib/schemas/fallback";
import { AlertMemory } from "./alerts";
import { Memory } from "./probe-outside";
import { Published } from "./publish";
import { KnownNote } from "./read-notes";
import { writeAtomically } from "./write-tree";

/** What a run leaves for the next one. */
const MirrorState = z.object({
  version: z.literal(1),
  /** The last run that got an answer (epoch ms). */
  answeredAt: z.int().nullable(),
  snapshot: PublicSnapshot.nullable(),
  notes: z.array(KnownNote),
  measured: Memory,
  /** The minute of the last run that looked for itself (epoch ms). */
  lookedAt: z.int().nullable().default(null),
  alerts: AlertMemory,
  published: Published.nullable().default(null),
});
export type MirrorState = z.infer<typeof MirrorState>;

const NOTHING: MirrorState = {
  ...{ version: 1, answeredAt: null, snapshot: null, notes: [], measured: {}, alerts: {} },
  ...{ lookedAt: null, published: null },
};

/** The state of the run before; a first run has none. Of a damaged one what can be read is used, and the file is put aside: the copy must go on. */
export function readState(file: string, say: (line: string) => void): MirrorState {
  if (!existsSync(file)) return NOTHING;
  const given = parse(readFileSync(file, "utf8"));
  const whole = MirrorState.safeParse(given);
  if (whole.success) return whole.data;
  copyFileSync(file, `${file}.damaged`);
  say(`${file} is damaged: what can be read of it is used, and it is kept as ${file}.damaged`);
  const parts = Object.entries(MirrorState.shape).flatMap(([key, part]) => {
    const read = part.safeParse((given as Record<string, unknown> | null)?.[key]);
    return read.success ? [[key, read.data]] : [];
  });
  return { ...NOTHING, ...Object.fromEntries(parts) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const writeState = (file: string, state: MirrorState): void =>
  void writeAtomically(file, `${JSON.stringify(state)}\n`);
