import type { KnownNote } from "./read-notes";
import type { SpokenNote } from "./signed-note";
import { sendWrite } from "./write-api";

/** A note as the write API takes it: in its signer's name, at its own time, and once by its id. */
export const toWrite = ({ id, signer, surface_id, state, note, at }: SpokenNote) => ({
  surface_id,
  state,
  state_source: "manual",
  actor: signer,
  public_note: note,
  request_id: id,
  said_at: at,
});

type HandOver = { source: string; token: string | null; now: number; say: (line: string) => void };

/** Hands accepted notes to the write API in the order in which they were said, once it answers again; the first silence ends that. */
export async function handOver(
  notes: readonly KnownNote[],
  { source, token, now, say }: HandOver,
): Promise<KnownNote[]> {
  const waiting = notes.filter(({ handedAt, refusal }) => handedAt === null && refusal === null);
  if (waiting.length === 0) return [...notes];
  if (token === null) {
    say(`${waiting.length} notes wait to be handed over: STATUS_INTERNAL_WRITE_TOKEN is not set`);
    return [...notes];
  }
  const done = new Map<KnownNote, KnownNote>();
  for (const known of waiting.toSorted((a, b) => Date.parse(a.note.at) - Date.parse(b.note.at))) {
    const written = await sendWrite(source, "update-surface", { token, body: toWrite(known.note) });
    if (written.kind === "silent") {
      say(`note ${known.file} waits: the write API gave no answer (${written.why})`);
      break;
    }
    const isDone = written.kind === "done";
    done.set(known, { ...known, handedAt: isDone ? now : null, refusal: isDone ? null : written.why });
    say(
      isDone ? `note ${known.file} was handed over` : `note ${known.file} was refused by the write API: ${written.why}`,
    );
  }
  return notes.map((known) => done.get(known) ?? known);
}
