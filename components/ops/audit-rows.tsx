import type { OpsAuditRow } from "@/lib/schemas/ops";
import { SOURCE_NAMES } from "./evidence";
import { remarkText } from "./remark-text";
import { StateLabel, stateText } from "./state-label";
import { When } from "./when";

type Props = { rows: readonly OpsAuditRow[]; names?: Readonly<Record<string, string>> };

/** Rows of the audit log, newest first; `names` where the rows are of several surfaces. */
export function AuditRows({ rows, names }: Props) {
  if (rows.length === 0) return <p className="text-muted text-sm">No rows.</p>;
  return (
    <ol className="divide-y divide-line text-sm">
      {rows.map((row) => (
        <li key={row.id} data-audit={row.id} className="py-2">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
            {names && (
              <a href={`/ops/surfaces/${row.surface_id}`} className="link ops-link font-medium">
                {names[row.surface_id] ?? row.surface_id}
              </a>
            )}
            <StateLabel state={row.new_state} />
            <span className="text-muted">{becauseText(row)}</span>
          </p>
          <p className="flex flex-wrap items-center gap-x-3 text-muted tabular-nums">
            <When at={row.effective_at} />
            <span className="wrap-anywhere">{actorText(row.actor)}</span>
            {row.source !== row.actor && <span>{SOURCE_NAMES[row.source]}</span>}
            {isLate(row) && (
              <span>
                written <When at={row.written_at} />
              </span>
            )}
            <span>#{row.id}</span>
            {names && (
              <a href={`/ops/at?time=${row.written_at}`} className="link ops-link">
                The page then
              </a>
            )}
          </p>
          {row.public_note && <p className="wrap-anywhere">“{row.public_note}”</p>}
          <Remark row={row} />
        </li>
      ))}
    </ol>
  );
}

/** The row's note without the rule, which is shown above it. */
function Remark({ row: { note, because } }: { row: OpsAuditRow }) {
  const rest = note?.startsWith(because) ? note.slice(because.length).replace(/^; /, "") : note;
  return rest ? <p className="text-muted wrap-anywhere">{remarkText(rest)}</p> : null;
}

/** A source that is its own actor goes by its name. */
const actorText = (actor: string): string =>
  Object.entries(SOURCE_NAMES).find(([source]) => source === actor)?.[1] ?? actor;

const isLate = ({ effective_at: at, written_at: written }: OpsAuditRow): boolean =>
  Date.parse(written) - Date.parse(at) >= 1000;

const becauseText = ({ previous_state: before, new_state: after, because }: OpsAuditRow): string =>
  before === null || before === after ? because : `was ${stateText(before)}; ${because}`;
