import type { MirrorNote } from "../../components/mirror/mirror-view";
import type { PublicSnapshot } from "../../lib/schemas/fallback";
import type { Registry } from "../../lib/schemas/registry";
import { alert, type Channels, type Finding } from "./alerts";
import { watchCertificates } from "./certificates";
import { handOver, toFindings } from "./hand-over";
import { readKept } from "./keep-lists";
import { lookFromOutside, minuteOf, remember, toMeasured } from "./probe-outside";
import { type Bucket, publish } from "./publish";
import { type Pulled, pullSnapshot } from "./pull";
import { findNeverHanded, type KnownNote, readNotes, shownNotes } from "./read-notes";
import { renderSite } from "./render-site";
import type { Signers, SpokenNote } from "./signed-note";
import { type MirrorState, readState, writeState } from "./state";
import { report, watch } from "./watch";
import { type TreeChange, writeTree } from "./write-tree";

export type MirrorOptions = {
  /** Where the status page answers. */
  source: string;
  /** The address that readers know it by, for links. */
  origin: string;
  folder: string;
  stateFile: string;
  registry: Registry;
  /** The folder of signed notes, and whose they may be. */
  notes: { folder: string; signers: Signers };
  /** The write API's token; null where notes and results are not to be sent. */
  token: string | null;
  /** Whether it looks for itself; absent: a copy and no more. Operators are told by these ways; by the URLs it tells a fault of its own network. */
  watch?: { channels: Channels; controlUrls: readonly string[] };
  /** Where it is published besides; absent: nowhere. */
  bucket?: Bucket | null;
  now: number;
  say: (line: string) => void;
};

type Run = TreeChange & { state: MirrorState; bytes: number; faults: string[] };

/** One run of the mirror: asks the status page, renders what is known of it, and writes what has changed. */
export async function runMirror(options: MirrorOptions): Promise<Run> {
  const { folder, stateFile, registry, origin, now, say } = options;
  const before = readState(stateFile, say);
  const known = readNotes(before.notes, { ...options.notes, registry, now, say });
  const { pulled, notes, findings } = await pullAndHandOver(options, known, before);
  const isSilent = "silence" in pulled;
  if (isSilent) say(`${options.source} gave no snapshot: ${pulled.silence}`);
  const answered = isSilent ? {} : { answeredAt: now, snapshot: keepEqual(before.snapshot, pulled.snapshot, notes) };
  const found = [...findings, ...findNeverHanded(notes, now)];
  const state = { ...before, notes, ...answered, ...(await lookOutside(options, before, { pulled, found })) };
  const { snapshot } = state;
  const since = before.lookedAt ?? minuteOf(now);
  const mirror = {
    ...{ isSilent, silentSince: isSilent && state.answeredAt !== null ? Math.min(state.answeredAt, now) : null },
    measured: isSilent ? toMeasured(state.measured, { registry, snapshot, since, now }) : [],
    notes: shownNotes(notes, { takenAt: snapshot?.taken_at ?? null, now }).map((note) => toMirrorNote(note, registry)),
  };
  const kept = snapshot === null ? readKept(folder) : new Map();
  const files = await renderSite({ snapshot, registry, origin, now, mirror, kept });
  const change = writeTree(folder, files);
  writeState(stateFile, state); // before what may yet fail, since notes were handed over
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const size = `${files.size} files of ${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  say(`${size}: ${change.written.length} written, ${change.removed.length} removed`);
  const { published, faults } = await publishFiles(options, files, state);
  return { ...change, state: { ...state, published }, bytes, faults };
}

/** Sends the copy to its bucket, where it has one; what could not be sent is sent by the next run. */
async function publishFiles({ bucket, stateFile, say }: MirrorOptions, files: Map<string, string>, state: MirrorState) {
  if (!bucket) return { published: state.published, faults: [] };
  const { published, faults } = await publish(files, state.published, bucket);
  writeState(stateFile, { ...state, published });
  say(`published to ${bucket.url}${faults.length > 0 ? ", not all of it" : ""}`);
  return { published, faults };
}

type Seen = { pulled: Pulled; found: Finding[] };

/** What the job itself sees: the surfaces, the status page, and whom that is told, beside what was found before. */
async function lookOutside(options: MirrorOptions, before: MirrorState, { pulled, found }: Seen) {
  const { source, registry, token, now, say } = options;
  if (options.watch === undefined) return {};
  const { channels, controlUrls } = options.watch;
  const [looks, findings] = await Promise.all([
    lookFromOutside({ registry, controlUrls, now }),
    watch(source, pulled, now),
  ]);
  if (token !== null && !("silence" in pulled)) await report(looks, { source, token, say });
  if (looks.some(({ observation }) => observation.kind === "no_result" && observation.why === "blind"))
    say("no control URL answers: what can't be reached says nothing of the surfaces");
  const certificates = watchCertificates(looks, { before: before.alerts, isReported: token !== null, now });
  for (const { name, fault } of findings) if (fault) say(`${name}: ${fault}`);
  return {
    measured: remember(before.measured, looks),
    lookedAt: minuteOf(now),
    alerts: await alert(before.alerts, [...findings, ...found, ...certificates], channels),
  };
}

/** The snapshot, and while there is one, the notes that wait are handed over; what that changed is asked for once more. */
async function pullAndHandOver(options: MirrorOptions, known: readonly KnownNote[], before: MirrorState) {
  const { source, now } = options;
  const clock = clockFrom(now);
  const pulled = await pullSnapshot(source, now);
  if ("silence" in pulled) return { pulled, notes: [...known], findings: [] };
  const handed = await handOver(known, { ...options, clock });
  const { notes } = handed;
  const isChanged = notes.some(({ handedAt }, i) => handedAt !== known[i]?.handedAt);
  const again = isChanged ? await pullSnapshot(source, clock()) : pulled;
  return { pulled: "silence" in again ? pulled : again, notes, findings: toFindings(handed, before.alerts) };
}

/** The run's time and what has passed since; later than that itself, so that what is handed over is later than the snapshot that was asked for first. */
function clockFrom(now: number): () => number {
  const startedMs = performance.now();
  return () => now + Math.max(1, Math.floor(performance.now() - startedMs));
}

function toMirrorNote({ id, surface_id, state, note, at }: SpokenNote, { surfaces }: Registry): MirrorNote {
  const name = surfaces.find((surface) => surface.id === surface_id)?.display_name ?? surface_id;
  return { id, name, state, note: note ?? "", at: Date.parse(at) };
}

/**
 * A snapshot of the same minute and content is no change: only its time differs, and the day that still goes on. Where a note was handed over
 * after the one of before, that time says that the page has the note.
 */
function keepEqual(before: PublicSnapshot | null, pulled: PublicSnapshot, notes: readonly KnownNote[]): PublicSnapshot {
  if (before === null || notes.some(({ handedAt }) => handedAt !== null && handedAt > before.taken_at)) return pulled;
  const isSame = minuteOf(before.taken_at) === minuteOf(pulled.taken_at) && contentOf(before) === contentOf(pulled);
  return isSame ? before : pulled;
}

function contentOf({ taken_at: _, days, ...rest }: PublicSnapshot): string {
  const closed = Object.entries(days).map(([id, each]) => [id, each.slice(0, -1)]);
  return JSON.stringify([rest, closed]);
}
