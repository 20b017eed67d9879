import { invalidInput } from "@/lib/platform/problems";
import type { SurfaceEntry } from "@/lib/platform/registry";

/** A component's name or id of another status page → our surfaces; null where it is none of ours, an empty list where it means all. */
export type FindSurfaces = (name: string) => readonly string[] | null;

/** What stands for all components. */
const ALL = ["all", "all components", "*"];

const plain = (name: string): string => name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();

/**
 * Finds surfaces by id or display name, in any case, and by the operator's own list: `Their name = our surface id`, one a line, where a name
 * on several lines stands for several surfaces. A line of it that names no surface is refused (422).
 */
export function surfaceFinder(surfaces: readonly SurfaceEntry[], names: string): FindSurfaces {
  const found = new Map<string, readonly string[]>(ALL.map((name) => [name, []]));
  for (const { display_name: name } of surfaces)
    found.set(
      plain(name),
      surfaces.filter((each) => plain(each.display_name) === plain(name)).map(({ id }) => id),
    );
  for (const [name, ids] of found) if (ids.length > 1) found.delete(name);
  for (const { id } of surfaces) found.set(id, [id]);
  for (const [name, ids] of readNames(names, found)) found.set(name, ids);
  return (name) => found.get(plain(name)) ?? null;
}

function readNames(names: string, known: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
  const own = new Map<string, readonly string[]>();
  for (const [i, line] of names.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === "") continue;
    const sign = line.lastIndexOf("=");
    const [name, surfaces] = [plain(line.slice(0, Math.max(sign, 0))), known.get(plain(line.slice(sign + 1)))];
    const message = `Line ${i + 1} must be a name of theirs, “=”, and the id of a surface of ours.`;
    if (name === "" || surfaces === undefined) throw invalidInput({ path: "names", message });
    const before = own.get(name);
    const isAll = surfaces.length === 0 || before?.length === 0;
    own.set(name, isAll ? [] : [...new Set([...(before ?? []), ...surfaces])]);
  }
  return own;
}

/** What somebody chose, as surfaces of ours (an empty list is all, null none of ours), and the names that are none. */
export type ChosenSurfaces = { surfaces: string[] | null; unknown: string[] };

/** The components of a person: names or ids in one cell or several, as a JSON list or separated by `,` `;` `|`. None is all. */
export function readComponents(cells: readonly string[], find: FindSurfaces): ChosenSurfaces {
  const names = cells.flatMap((cell) => namesIn(cell, find));
  const found = names.map((name) => ({ name, surfaces: find(name) }));
  const unknown = [...new Set(found.flatMap(({ name, surfaces }) => (surfaces === null ? [name] : [])))];
  const lists = found.flatMap(({ surfaces }) => (surfaces === null ? [] : [surfaces]));
  if (names.length > 0 && lists.length === 0) return { surfaces: null, unknown };
  return { surfaces: lists.some((ids) => ids.length === 0) ? [] : [...new Set(lists.flat())], unknown };
}

/** A name may have a comma in it: what is known whole is not divided, nor what is known in part. */
function namesIn(cell: string, find: FindSurfaces): string[] {
  const listed = readJsonNames(cell);
  if (listed) return listed;
  return (find(cell) ? [cell] : cell.split(/[;|\n]/))
    .flatMap((part) => (find(part) ? [part] : divide(part, find)))
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function divide(part: string, find: FindSurfaces): string[] {
  const names = part.split(",").filter((name) => name.trim() !== "");
  const count = names.filter((name) => find(name)).length;
  return count > 0 && count < names.length ? [part] : names;
}

function readJsonNames(cell: string): string[] | null {
  if (!cell.startsWith("[")) return null;
  try {
    const items: unknown[] = JSON.parse(cell);
    return items.flatMap(toName).filter((name) => name.trim() !== "");
  } catch {
    return null;
  }
}

/** Statuspage's API lists ids; other exports list objects with both. */
function toName(item: unknown): string[] {
  if (typeof item !== "object" || item === null) return [String(item)];
  const { name, id } = item as { name?: unknown; id?: unknown };
  return [String(name ?? id ?? "?")];
}
