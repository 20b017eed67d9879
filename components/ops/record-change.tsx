import { type Messages, t } from "@/components/messages/t";
import { clockText, momentText, type Zone } from "@/components/status/time-format";
import { useZone } from "@/components/status/use-zone";
import { stateOfSeverity } from "@/lib/core/engine/states";
import type { OpsPreview, OpsRecord } from "@/lib/schemas/ops-answers";

type Names = Readonly<Record<string, string>>;
type Props = { messages: Messages; record: OpsPreview["record"]; names: Names };

const ROWS = [
  ["surface_ids", "Surfaces"],
  ["severities", "Surfaces"],
  ["title", "Title"],
  ["phase", "Phase"],
  ["starts_at", "Starts"],
  ["ends_at", "Ends"],
  ["opened_at", "Opened"],
  ["resolved_at", "Resolved"],
  ["public_note", "Note"],
  ["text", "Text"],
] as const;

/** A record as it is stored, and as it would be. */
export function RecordChange({ messages, record, names }: Props) {
  const zone = useZone();
  if (record === null || record.before === null) return null;
  const { before, after } = record;
  const text = (of: OpsRecord, name: keyof OpsRecord) =>
    name === "surface_ids"
      ? listSurfaces(of, names)
      : name === "severities"
        ? listSeverities(messages, of, names)
        : cellText({ messages, zone }, of, name);
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
            <td data-label="Now">{text(before, name)}</td>
            <td data-label="Then">{after ? text(after, name) : "—"}</td>
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

const listSeverities = (messages: Messages, { severities = {} }: OpsRecord, names: Names): string =>
  Object.entries(severities)
    .map(([id, severity]) => `${names[id] ?? id}: ${t(messages, `states.${stateOfSeverity(severity)}`)}`)
    .toSorted()
    .join(", ") || "none";

type Cell = Exclude<keyof OpsRecord, "surface_ids" | "severities">;

function cellText({ messages, zone }: { messages: Messages; zone: Zone }, record: OpsRecord, name: Cell): string {
  const value = record[name];
  if (name === "phase") return record.phase ? t(messages, `incident.phases.${record.phase}`) : "—";
  if (name === "title" || name === "text") return value || "none";
  if (name === "public_note") return value ? `“${value}”` : "none";
  if (!value) return name === "resolved_at" ? "open" : "—";
  const moment = momentText(messages, value, zone, true);
  const withSeconds = name === "opened_at" || name === "resolved_at";
  return withSeconds
    ? moment.replace(clockText(messages, value, zone), clockText(messages, value, zone, true))
    : moment;
}
