import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SNAPSHOT_PATH } from "../../scripts/mirror/pull";
import { type MirrorOptions, runMirror } from "../../scripts/mirror/run-mirror";
import { registryWith } from "./mirror-snapshot";

/** A mirror of its own folder, run at the times that a test gives. */
export function openMirror(options: Pick<MirrorOptions, "source"> & Partial<MirrorOptions>) {
  const folder = mkdtempSync(join(tmpdir(), "raxx-mirror-"));
  const said: string[] = [];
  const fixed = { origin: "https://status.raxx.app", folder, stateFile: join(folder, ".mirror-state.json") };
  const given = { ...fixed, registry: registryWith(), say: (line: string) => void said.push(line) };
  const quiet = { notes: { folder: join(folder, "notes"), signers: {} }, token: null };
  const all = { ...given, ...quiet, ...options };
  return {
    folder,
    said,
    stateFile: all.stateFile,
    run: (now: number, change: Partial<MirrorOptions> = {}) => runMirror({ ...all, now, ...change }),
    read: (file: string) => readFileSync(join(folder, file), "utf8"),
    json: (file: string) => JSON.parse(readFileSync(join(folder, file), "utf8")),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const SNAPSHOT = SNAPSHOT_PATH;

/** A page's main part, as it is shown before any script. */
export const mainOf = (html: string): string => /<main [^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? "";

/** What takes its place in a browser once the copy is too old. */
export const oldMainOf = (html: string): string => /<template [^>]*>(.*)<\/template>/s.exec(html)?.[1] ?? "";

/** The states of surfaces, and of the whole, that a piece of a page shows; bars and the legend apart. */
export const statesIn = (html: string): string[] => {
  const places =
    /<li data-state="(\w+)" data-surface|<section aria-labelledby="overall" data-state="(\w+)"|<div data-state="(\w+)" class="rounded-2xl/g;
  return [...new Set([...html.matchAll(places)].map((found) => found.slice(1).join("")))].sort();
};
