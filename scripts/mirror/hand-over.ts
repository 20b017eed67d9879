import type { AlertMemory, Finding } from "./alerts";
import { isWaiting, type KnownNote } from "./read-notes";
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

/** `clock` says when the API took a note: copies of before that don't have it yet. */
type HandOver = { source: string; token: string | null; clock: () => number; say: (line: string) => void };

/** The notes after a hand-over, and why it ended before the last of them: a kind, of which operators hear once, and its words. */
type HandedOver = { notes: KnownNote[]; fault: Fault | null };
type Fault = { kind: string; why: string };

/** Hands accepted notes to the write API in the order in which they were said; the first answer that judges no note ends that, until the next run. */
export async function handOver(
  notes: readonly KnownNote[],
  { source, token, clock, say }: HandOver,
): Promise<HandedOver> {
  const waiting = notes.filter((known) => isWaiting(known, clock()));
  const done = new Map<KnownNote, KnownNote>();
  const end = (fault: Fault | null): HandedOver => {
    if (fault) say(`${waiting.length - done.size} notes wait to be handed over: ${fault.why}`);
    return { notes: notes.map((known) => done.get(known) ?? known), fault };
  };
  if (waiting.length === 0) return end(null);
  if (token === null) return end({ kind: "no token", why: "STATUS_INTERNAL_WRITE_TOKEN is not set" });
  for (const known of waiting.toSorted((a, b) => Date.parse(a.note.at) - Date.parse(b.note.at))) {
    const written = await sendWrite(source, "update-surface", { token, body: toWrite(known.note) });
    if (written.kind === "silent")
      return end({ kind: "no answer", why: `the write API gave no answer (${written.why})` });
    if (written.kind === "turned_away")
      return end({ kind: written.code, why: `the write API turns them away (${written.why})` });
    const isDone = written.kind === "done";
    done.set(known, { ...known, handedAt: isDone ? clock() : null, refusal: isDone ? null : written.why });
    say(
      isDone ? `note ${known.file} was handed over` : `note ${known.file} was refused by the write API: ${written.why}`,
    );
  }
  return end(null);
}

const WAITING = "signed notes wait";

/** What operators hear of a hand-over: each kind of fault is a thing of its own, and is over once a hand-over is without it. */
export function toFindings({ fault }: HandedOver, before: AlertMemory): Finding[] {
  const name = fault === null ? null : `${WAITING} (${fault.kind})`;
  const over = Object.keys(before).filter((each) => each.startsWith(WAITING) && each !== name);
  const findings = over.map((each): Finding => ({ name: each, fault: null }));
  return name === null ? findings : [...findings, { name, fault: fault?.why ?? null }];
}
