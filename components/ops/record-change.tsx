import type { Messages } from "@/components/messages/t";
import { clockText, dateText, UTC } from "@/components/status/time-format";
import type { OpsPreview, OpsRecord } from "@/lib/schemas/ops-answers";

type Props = { messages: Messages; record: OpsPreview["record"] };

const ROWS = [
  ["starts_at", "Starts"],
  ["ends_at", "Ends"],
  ["opened_at", "Opened"],
  ["resolved_at", "Resolved"],
  ["public_note", "Note"],
] as const;

/** A record as it is stored, and as it would be. */
export function RecordChange({ messages, record }: Props) {
  if (record === null || record.before === null) return null;
  const { before, after } = record;
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
          <tr key={name} className={after && before[name] !== after[name] ? "font-semibold" : ""}>
            <th scope="row">{label}</th>
            <td>{cellText(messages, before, name)}</td>
            <td>{after ? cellText(messages, after, name) : "—"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellText(messages: Messages, record: OpsRecord, name: keyof OpsRecord): string {
  const value = record[name];
  if (name === "public_note") return value ? `“${value}”` : "none";
  if (!value) return name === "resolved_at" ? "open" : "—";
  return `${dateText(messages, value, UTC, true)}, ${clockText(messages, value, UTC, name === "opened_at" || name === "resolved_at")} ${UTC}`;
}
