import { type Messages, t } from "@/components/messages/t";
import type { OpsProblem } from "@/lib/schemas/ops-form";

/** Why a write was refused, one line for each issue. */
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

type MeanwhileProps = {
  messages: Messages;
  rows: OpsProblem["meanwhile"];
  names: Readonly<Record<string, string>>;
};

/** The changes that were written since the operator loaded the form. */
export function Meanwhile({ messages, rows, names }: MeanwhileProps) {
  if (rows.length === 0) return null;
  return (
    <div role="alert" data-state="DEGRADED" className="rounded-xl border border-state-line bg-state-tint p-3.5 text-sm">
      <p className="font-semibold text-state-ink">This changed while you were editing. Review and confirm again:</p>
      <ul className="mt-1 list-disc ps-5">
        {rows.map((row) => (
          <li key={row.id} className="wrap-anywhere">
            {row.actor}: {names[row.surface_id] ?? row.surface_id} is now {t(messages, `states.${row.new_state}`)}
            {row.public_note && <> (“{row.public_note}”)</>}
          </li>
        ))}
      </ul>
    </div>
  );
}
