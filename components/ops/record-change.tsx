import type { Messages } from "@/components/messages/t";
import { clockText, dateText, UTC } from "@/components/status/time-format";
import type { OpsPreview, OpsRecord } from "@/lib/schemas/ops-answers";

type Names = Readonly<Record<string, string>>;
type Props = { messages: Messages; record: OpsPreview["record"]; names: Names };

const ROWS = [
  ["surface_ids", "Surfaces"],
  ["starts_at", "Starts"],
  ["ends_at", "Ends"],
  ["opened_at", "Opened"],
  ["resolved_at", "Resolved"],
  ["public_note", "Note"],
] as const;

/** A record as it is stored, and as it would be. */
export function RecordChange({ messages, record, names }: Props) {
  if (record === null || record.before === null) return null;
  const { before, after } = record;
  const text = (of: OpsRecord, name: keyof OpsRecord) =>
    name === "surface_ids" ? listSurfaces(of, names) : cellText(messages, of, name);
  const rows = ROWS.filter(([name]) => before[name] !== undefined || after?.[name] !== undefined);
  return (
    <table className="ops-table" data-record>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">Field</span>
          </th>
          <th scope="col">Now</th>
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, label]) => (
          <tr key={name} className={after && text(before, name) !== text(after, name) ? "font-semibold" : ""}>
            <th scope="row">{label}</th>
            <td>{text(before, name)}</td>
            <td>{after ? text(after, name) : "—"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const listSurfaces = ({ surface_ids: ids = [] }: OpsRecord, names: Names): string =>
  ids
    .map((id) => names[id] ?? id)
    .toSorted()
    .join(", ");

function cellText(messages: Messages, record: OpsRecord, name: Exclude<keyof OpsRecord, "surface_ids">): string {
  const value = record[name];
  if (name === "public_note") return value ? `“${value}”` : "none";
  if (!value) return name === "resolved_at" ? "open" : "—";
  return `${dateText(messages, value, UTC, true)}, ${clockText(messages, value, UTC, name === "opened_at" || name === "resolved_at")} ${UTC}`;
}
