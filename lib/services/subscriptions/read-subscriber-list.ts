import { CsvError, type Info, type Options, parse } from "csv-parse/sync";
import { invalidInput } from "@/lib/platform/problems";
import { IMPORT_LINES } from "@/lib/schemas/ops-subscribers";

/** What a column of another status page's export says, by the names that it goes by: lower case, words joined by `_`. */
const COLUMNS = {
  address: ["email", "e_mail", "mail", "email_address", "e_mail_address", "mail_address", "address"],
  mode: ["mode", "type", "channel", "subscriber_mode", "subscriber_type", "subscription_type"],
  endpoint: ["endpoint", "endpoint_url", "webhook", "webhook_url"],
  state: ["state", "status", "subscriber_state", "subscriber_status", "subscription_state", "subscription_status"],
  quarantined: ["quarantined", "quarantined_at", "is_quarantined", "quarantine", "purge_at"],
  unconfirmed: ["unconfirmed", "is_unconfirmed"],
  confirmed: ["confirmed", "confirmed_at", "is_confirmed", "verified", "verified_at"],
  ended: ["unsubscribed", "unsubscribed_at", "deleted_at", "disabled"],
  components: [
    ...["components", "component", "component_ids", "component_id", "component_names", "component_name"],
    ...["component_subscriptions", "subscribed_components"],
  ],
} as const;
type Column = keyof typeof COLUMNS;
const NAMES = Object.entries(COLUMNS) as [Column, readonly string[]][];

/** A line's cells by column; `isMisaligned` where it has more cells than the header, or lacks one that decides, so that none of them can be trusted. */
export type ListedPerson = { cells: (column: Column) => readonly string[]; isMisaligned: boolean };

/** A list with a header line, or the cells of each line of one without. */
export type SubscriberList =
  | { columns: { read: string[]; ignored: string[] }; people: ListedPerson[] }
  | { columns: null; lines: string[][] };

const SEPARATORS = [",", ";", "\t"];
const CSV: Options = {
  bom: true,
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
};

/** Excel's own first line, which names the separator of those below. */
const SEPARATOR_LINE = /^\uFEFF?"?sep=[^\r\n]"?[ \t]*(?=[\r\n]|$)/i;
/** Among how many lines a header line is looked for that is not the first. */
const HEAD = 10;

type Line = { cells: string[]; line: number };
type IsAddress = (cell: string) => boolean;

/**
 * Reads a CSV (RFC 4180, also with `;` or tabs). A first line without a mail address is the header. Refuses (422), without a word of the
 * list itself, broken quotes, more lines than one import takes, a header that names no known column, and one that is not the first line.
 */
export function readSubscriberList(csv: string, isAddress: IsAddress): SubscriberList {
  const text = csv.replace(SEPARATOR_LINE, "");
  const [first] = readLines(text, { delimiter: SEPARATORS, to: 1 });
  if (first && !first.cells.some(isAddress)) return readColumns(text, isAddress);
  const lines = readLines(text, { delimiter: SEPARATORS });
  refuseLateHeader(lines, [], isAddress);
  return { columns: null, lines: limited(lines.map(({ cells }) => cells)) };
}

function readColumns(text: string, isAddress: IsAddress): SubscriberList {
  const { delimiter, names, columns } = findHeader(text);
  const isKnown = known(columns) > 0;
  const lines = readLines(text, { delimiter: isKnown ? delimiter : SEPARATORS });
  refuseLateHeader(lines, columns, isAddress);
  if (!isKnown) throw invalidInput({ path: "csv", message: UNKNOWN_HEADER });
  const least = columns.findLastIndex((column) => column !== null && column !== "address") + 1;
  return {
    columns: {
      read: names.filter((_, i) => columns[i] !== null),
      ignored: names.filter((name, i) => name !== "" && columns[i] === null),
    },
    people: limited(lines.slice(1)).map(({ cells }) => ({
      cells: (column) => cells.filter((_, i) => columns[i] === column),
      isMisaligned: cells.length < least || cells.slice(columns.length).some((cell) => cell !== ""),
    })),
  };
}

type Header = { delimiter: string; names: string[]; columns: (Column | null)[] };

/** The first line, by the separator that makes most of it known. */
function findHeader(text: string): Header {
  return SEPARATORS.map((delimiter) => ({ delimiter, names: readFirst(text, delimiter) }))
    .map((header) => ({ ...header, columns: header.names.map(toColumn) }))
    .reduce((best, each) => (known(each.columns) > known(best.columns) ? each : best));
}

const known = (columns: readonly (Column | null)[]): number => columns.filter((column) => column !== null).length;

const UNKNOWN_HEADER = `The first line has no mail address and no name of a column that is known: ${NAMES.map(([, [name]]) => name).join(", ")}. Name its columns so, or remove it where the list has none but the address.`;

/** A mode or a state may be a column's name too: in its own column it is a value. */
function refuseLateHeader(lines: readonly Line[], columns: Header["columns"], isAddress: IsAddress): void {
  const late = lines.slice(1, HEAD).find(({ cells }) => {
    const names = cells.filter((_, i) => columns[i] !== "mode" && columns[i] !== "state").map(toColumn);
    return new Set(names.filter((name) => name !== null)).size > 1 && !cells.some(isAddress);
  });
  if (!late) return;
  const message = `Line ${late.line} names columns, and the header line must be the first. Remove the lines above it, or import each list by itself.`;
  throw invalidInput({ path: "csv", message });
}

function toColumn(name: string): Column | null {
  const plain = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, "_")
    .replace(/^_|_$/g, "");
  return NAMES.find(([, names]) => names.includes(plain))?.[0] ?? null;
}

/** The first line's cells; none where its quotes are not those of this separator. */
function readFirst(csv: string, delimiter: string): string[] {
  try {
    return readLines(csv, { delimiter, to: 1 })[0]?.cells ?? [];
  } catch {
    return [];
  }
}

function readLines(csv: string, options: Options): Line[] {
  try {
    const records = parse(csv, { ...CSV, ...options, info: true }) as unknown as { record: string[]; info: Info }[];
    return records.map(({ record, info }) => ({ cells: record.map((cell) => cell.trim()), line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw invalidInput({ path: "csv", message: describeFault(error) });
  }
}

/** What is wrong with the quotes, and where; the library's own message holds the cell. */
const describeFault = ({ code, lines, records }: CsvError): string =>
  code === "CSV_QUOTE_NOT_CLOSED"
    ? `Record ${Number(records) + 1}: a quote is not closed.`
    : `Line ${lines}: a quote stands within a cell, or more stands behind it.`;

function limited<T>(lines: T[]): T[] {
  if (lines.length <= IMPORT_LINES) return lines;
  const [count, most] = [lines.length, IMPORT_LINES].map((number) => number.toLocaleString("en"));
  const message = `The list has ${count} lines, and one import takes ${most}. Import it in parts, each below its header line.`;
  throw invalidInput({ path: "csv", message });
}
