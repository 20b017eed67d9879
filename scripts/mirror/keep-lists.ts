import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { hasStates, STATUSPAGE_ROUTES } from "../../lib/output/statuspage/routes";
import { addressIn, LANGUAGES } from "../../lib/schemas/language";
import { fileOf } from "./links";

/** The copy's documents that list incidents and maintenance, and state nothing of now. */
const LISTS = [
  "history.atom",
  ...Object.keys(STATUSPAGE_ROUTES).flatMap((route) => (hasStates(route) ? [] : [`api/v2/${route}`])),
];
/** The copy's documents that have such lists beside states of now. */
const SUMMARIES = ["summary.json", "api/v2/summary.json"];
const LISTED = ["incidents", "scheduled_maintenances"];

const INCIDENTS = LANGUAGES.map((language) => fileOf(addressIn(language, "/incidents/x")).replace("x/index.html", ""));
const isIncident = (path: string): boolean => INCIDENTS.some((folder) => path.startsWith(folder));

/** What a folder has of a copy's lists and incidents, by path: for a run that has no snapshot to make them of. */
export function readKept(folder: string): Map<string, string> {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const isKept = (path: string) =>
    LISTS.includes(path) || SUMMARIES.includes(path) || (isIncident(path) && path.endsWith(".html"));
  return new Map(
    files
      .map((file) => [relative(folder, file).split(sep).join("/"), file] as const)
      .filter(([path]) => isKept(path))
      .map(([path, file]) => [path, readFileSync(file, "utf8")]),
  );
}

/**
 * A copy's documents where nothing is known: an empty list would say that there is none. So the lists of before stay, beside the states of
 * now, and what was not there before is left out.
 */
export function keepLists(documents: ReadonlyMap<string, string>, kept: ReadonlyMap<string, string>) {
  const states = [...documents].filter(([path]) => !LISTS.includes(path) && !SUMMARIES.includes(path));
  const summaries = SUMMARIES.flatMap((path): [string, string][] => {
    const lists = pickLists(kept.get(path));
    const now = documents.get(path);
    return lists && now ? [[path, JSON.stringify({ ...JSON.parse(now), ...lists })]] : [];
  });
  return new Map([...[...kept].filter(([path]) => !SUMMARIES.includes(path)), ...states, ...summaries]);
}

/** The lists of a summary that was written before; null where there is none that can be read. */
function pickLists(text = "null"): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(text);
    const lists = Object.entries(body ?? {}).filter(([key, list]) => LISTED.includes(key) && Array.isArray(list));
    return lists.length === LISTED.length ? Object.fromEntries(lists) : null;
  } catch {
    return null;
  }
}
