import type { OpsProblem } from "@/lib/schemas/ops-form";

/** Why nothing was written, part by part. */
export function Problem({ problem }: { problem: OpsProblem }) {
  return (
    <div role="alert" data-state="DOWN" className="rounded-xl border border-state-line bg-state-tint p-3.5 text-sm">
      <p className="font-semibold text-state-ink">{problem.title}</p>
      {problem.issues.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {problem.issues.map(({ path, message, words }) => (
            <li key={`${path} ${message} ${words}`} className="wrap-anywhere">
              {path}: {message}
              {words && <> (“{words}”)</>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What somebody faster did, for whoever comes second. */
export function Meanwhile({ rows, names }: { rows: OpsProblem["meanwhile"]; names: Readonly<Record<string, string>> }) {
  if (rows.length === 0) return null;
  return (
    <div role="alert" data-state="DEGRADED" className="rounded-xl border border-state-line bg-state-tint p-3.5 text-sm">
      <p className="font-semibold text-state-ink">Somebody was faster. Look at what they did, and confirm again:</p>
      <ul className="mt-1 list-disc ps-5">
        {rows.map((row) => (
          <li key={row.id} className="wrap-anywhere">
            {row.actor}: {names[row.surface_id] ?? row.surface_id} is {row.new_state}
            {row.public_note && <> (“{row.public_note}”)</>}
          </li>
        ))}
      </ul>
    </div>
  );
}
