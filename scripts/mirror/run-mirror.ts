import type { PublicSnapshot } from "../../lib/schemas/fallback";
import type { Registry } from "../../lib/schemas/registry";
import { pullSnapshot } from "./pull";
import { renderSite } from "./render-site";
import { type MirrorState, readState, writeState } from "./state";
import { type TreeChange, writeTree } from "./write-tree";

export type MirrorOptions = {
  /** Where the status page answers. */
  source: string;
  /** The address that readers know it by, for links. */
  origin: string;
  folder: string;
  stateFile: string;
  registry: Registry;
  now: number;
  say: (line: string) => void;
};

/** One run of the mirror: asks the status page, renders what is known of it, and writes what has changed. */
export async function runMirror(options: MirrorOptions): Promise<TreeChange & { state: MirrorState }> {
  const { source, origin, folder, stateFile, registry, now, say } = options;
  const before = readState(stateFile);
  const pulled = await pullSnapshot(source, now);
  const isSilent = "silence" in pulled;
  if (isSilent) say(`${source} gave no snapshot: ${pulled.silence}`);
  const state: MirrorState = isSilent
    ? before
    : { ...before, answeredAt: now, snapshot: keepEqual(before.snapshot, pulled.snapshot) };
  const mirror = { isSilent, silentSince: isSilent ? state.answeredAt : null, measured: [], notes: [] };
  const files = await renderSite({ snapshot: state.snapshot, registry, origin, now, mirror });
  const change = writeTree(folder, files);
  writeState(stateFile, state);
  say(`${files.size} files: ${change.written.length} written, ${change.removed.length} removed`);
  return { ...change, state };
}

const MINUTE_MS = 60_000;

/** A snapshot of the same minute and content is no change: only its time differs, and the day that still goes on. */
function keepEqual(before: PublicSnapshot | null, pulled: PublicSnapshot): PublicSnapshot {
  const isSame = before !== null && minuteOf(before) === minuteOf(pulled) && contentOf(before) === contentOf(pulled);
  return isSame ? before : pulled;
}

const minuteOf = ({ taken_at }: PublicSnapshot): number => Math.floor(taken_at / MINUTE_MS);

function contentOf({ taken_at: _, days, ...rest }: PublicSnapshot): string {
  const closed = Object.entries(days).map(([id, each]) => [id, each.slice(0, -1)]);
  return JSON.stringify([rest, closed]);
}
