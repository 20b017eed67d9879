import type { SurfaceEntry } from "@/lib/platform/registry";
import type { LeftOut, OpsImportPreview } from "@/lib/schemas/ops-subscribers";
import { MailAddress } from "@/lib/schemas/subscriptions";
import { type FindSurfaces, readComponents, surfaceFinder } from "./find-components";
import { type ListedPerson, readSubscriberList } from "./read-subscriber-list";

/** Somebody to subscribe; an empty list of surfaces is all. */
export type ImportedPerson = { address: string; surfaces: readonly string[] };
type Judged = (ImportedPerson | { reason: LeftOut }) & { unknown?: readonly string[] };

/** Who of a list is subscribed, who is left out and why, and what of it is not ours. */
export type Selection = Omit<OpsImportPreview, "addresses" | "already" | "skipped"> & { people: ImportedPerson[] };

const MOST_NAMES = 50;
const NAME_LENGTH = 80;
const MAIL = /^e?-?mail$/i;
const OTHER_MODES = /^(?:sms|phone|webhook|slack|(?:ms|microsoft)?[ _-]?teams|rss|atom)$/i;
const ACTIVE = /^(?:active|confirmed)$/i;
const NO = /^(?:|0|no|n|false|f|null|nil|none|never|-|n\/a)$/i;

const isAddress = (cell: string): boolean => cell.includes("@") && MailAddress.safeParse(cell).success;
const isYes = (cell: string): boolean => !NO.test(cell);

/** Selects the people whom another status page mails: confirmed there, active, by mail, for components that are surfaces of ours. */
export function selectPeople(csv: string, names: string, surfaces: readonly SurfaceEntry[]): Selection {
  const find = surfaceFinder(surfaces, names);
  const list = readSubscriberList(csv, isAddress);
  const judged =
    list.columns === null ? list.lines.map(judgeCells) : list.people.map((person) => judgePerson(person, find));
  const people = new Map<string, ImportedPerson>();
  const left: Partial<Record<LeftOut, number>> = {};
  for (const each of judged) {
    const reason = "reason" in each ? each.reason : people.has(each.address.toLowerCase()) ? "repeated" : null;
    if (reason !== null) left[reason] = (left[reason] ?? 0) + 1;
    else if ("address" in each)
      people.set(each.address.toLowerCase(), { address: each.address, surfaces: each.surfaces });
  }
  return {
    people: [...people.values()],
    lines: judged.length,
    left_out: left,
    columns: list.columns && { read: shorten(list.columns.read), ignored: shorten(list.columns.ignored) },
    unknown_components: countNames(judged.flatMap(({ unknown = [] }) => unknown)),
  };
}

/** A line without columns: its first cell that is an address, unless it begins with another way to be told. */
function judgeCells(cells: readonly string[]): Judged {
  if (OTHER_MODES.test(cells[0] ?? "")) return { reason: "not_mail" };
  const address = cells.find(isAddress);
  return address === undefined ? { reason: "no_address" } : { address, surfaces: [] };
}

function judgePerson({ cells, isMisaligned }: ListedPerson, find: FindSurfaces): Judged {
  if (isMisaligned) return { reason: "misaligned" };
  const reason = findReason(cells);
  if (reason !== null) return { reason };
  const address = cells("address").find(isAddress);
  if (address === undefined) return { reason: "no_address" };
  const { surfaces, unknown } = readComponents(cells("components"), find);
  return surfaces === null ? { reason: "unknown_components", unknown } : { address, surfaces, unknown };
}

/** Why somebody is not mailed there; an empty mode or no column of it is mail, an empty state is none. */
function findReason(cells: ListedPerson["cells"]): LeftOut | null {
  const states = cells("state");
  if (cells("mode").some((mode) => mode !== "" && !MAIL.test(mode)) || cells("endpoint").some(isYes)) return "not_mail";
  if (cells("quarantined").some(isYes) || states.some((state) => /^quarantined$/i.test(state))) return "quarantined";
  if (cells("unconfirmed").some(isYes) || states.some((state) => /^(?:unconfirmed|pending)$/i.test(state)))
    return "unconfirmed";
  if (cells("confirmed").some((cell) => !isYes(cell))) return "unconfirmed";
  return cells("ended").some(isYes) || states.some((state) => !ACTIVE.test(state)) ? "not_active" : null;
}

const shorten = (names: readonly string[]): string[] =>
  names.slice(0, MOST_NAMES).map((name) => name.slice(0, NAME_LENGTH));

function countNames(names: readonly string[]): Selection["unknown_components"] {
  const people = new Map<string, number>();
  for (const name of names) people.set(name, (people.get(name) ?? 0) + 1);
  const most = [...people].sort(([, a], [, b]) => b - a).slice(0, MOST_NAMES);
  return most.map(([name, count]) => ({ name: name.slice(0, NAME_LENGTH), people: count }));
}
