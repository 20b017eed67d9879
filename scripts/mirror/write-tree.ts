import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** Writes a file under another name first, so that no reader and no later run finds half of it. False where it has that content already. */
export function writeAtomically(file: string, text: string): boolean {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return false;
  mkdirSync(dirname(file), { recursive: true });
  const draft = join(dirname(file), ".part"); // one a folder, so that what a killed run leaves is overwritten
  writeFileSync(draft, text);
  renameSync(draft, file);
  return true;
}

export type TreeChange = { written: string[]; removed: string[] };

/** The list of a copy's files, by which the next run knows what is its own to remove. */
const LIST = ".mirror-files.json";

/** Makes a folder hold these files: writes what differs, removes what an earlier run wrote and is gone, and touches nothing else. */
export function writeTree(folder: string, files: ReadonlyMap<string, string>): TreeChange {
  const list = join(folder, LIST);
  const before = readList(list);
  const writeList = (paths: Iterable<string>) =>
    writeAtomically(list, `${JSON.stringify([...new Set(paths)].sort())}\n`);
  writeList([...before, ...files.keys()]); // first, so that a run that is killed leaves nothing that is not in it
  const written = [...files].flatMap(([path, text]) => (writeAtomically(join(folder, path), text) ? [path] : []));
  const removed = before.filter((path) => !files.has(path) && isInside(folder, path));
  for (const path of removed) remove(folder, path);
  writeList(files.keys());
  return { written, removed };
}

/** A list that can't be read is none: then what was there before stays. */
function readList(list: string): string[] {
  try {
    const paths: unknown = JSON.parse(readFileSync(list, "utf8"));
    return Array.isArray(paths) ? paths.filter((path) => typeof path === "string") : [];
  } catch {
    return [];
  }
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, join(folder, path));
  return way !== "" && !way.startsWith("..") && !way.startsWith(sep);
};

function remove(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  for (let around = dirname(path); around !== "."; around = dirname(around)) {
    if (existsSync(join(folder, around)) && readdirSync(join(folder, around)).length > 0) return;
    rmSync(join(folder, around), { recursive: true, force: true });
  }
}
