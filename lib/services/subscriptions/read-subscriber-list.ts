import { CsvError, type Options, parse } from "csv-parse/sync";
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

/** A line's cells by column; `isMisaligned` where it has more cells than the header, so that none of them can be trusted. */
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

/**
 * Reads a CSV (RFC 4180, also with `;` or tabs). A first line that names one of the columns and has no address in it is the header.
 * Refuses (422) broken quotes and more lines than one import takes, without a word of the list itself.
 */
export function readSubscriberList(csv: string, isAddress: (cell: string) => boolean): SubscriberList {
  const found = SEPARATORS.map((delimiter) => ({ delimiter, names: readFirst(csv, delimiter) }))
    .map((header) => ({ ...header, columns: header.names.map(toColumn) }))
    .reduce((best, each) => (known(each.columns) > known(best.columns) ? each : best));
  if (known(found.columns) === 0 || found.names.some(isAddress))
    return { columns: null, lines: limited(readCells(csv, { delimiter: SEPARATORS })) };
  const { names, columns, delimiter } = found;
  const lines = limited(readCells(csv, { delimiter }).slice(1));
  return {
    columns: {
      read: names.filter((_, i) => columns[i] !== null),
      ignored: names.filter((name, i) => name !== "" && columns[i] === null),
    },
    people: lines.map((cells) => ({
      cells: (column) => cells.filter((_, i) => columns[i] === column),
      isMisaligned: cells.slice(columns.length).some((cell) => cell !== ""),
    })),
  };
}

const known = (columns: readonly (Column | null)[]): number => columns.filter((column) => column !== null).length;

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
    return readCells(csv, { delimiter, to: 1 })[0] ?? [];
  } catch {
    return [];
  }
}

function readCells(csv: string, options: Options): string[][] {
  try {
    return parse(csv, { ...CSV, ...options }).map((cells) => cells.map((cell) => cell.trim()));
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

function limited(lines: string[][]): string[][] {
  if (lines.length <= IMPORT_LINES) return lines;
  const [count, most] = [lines.length, IMPORT_LINES].map((number) => number.toLocaleString("en"));
  const message = `The list has ${count} lines, and one import takes ${most}. Import it in parts, each below its header line.`;
  throw invalidInput({ path: "csv", message });
}
