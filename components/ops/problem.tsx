import { type Messages, t } from "@/components/messages/t";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import type { OpsProblem } from "@/lib/schemas/ops-form";

/** The fields that show their own errors. */
const FIELDS: Record<string, string> = {
  state: "state",
  public_note: "note",
  surface_ids: "list of surfaces",
  surfaces: "list of surfaces",
  title: "title",
  phase: "phase",
  text: "text",
  expires_at: "expiry",
  maintenance_until: "end of maintenance",
  starts_at: "start",
  ends_at: "end",
  opened_at: "opening",
  resolved_at: "end",
  csv: "list",
  names: "list of names",
  confirmed_before: "statement",
};

/** Whether an issue's path is a field's, which shows it. */
export const isField = (path: string): boolean => path in FIELDS;

const REASONS: Record<string, string> = {
  forward_looking: "notes must not promise or predict. Say what is true now",
  broker_name: "notes must not name brokers",
  credential: "it reads like a credential",
  internal_host: "notes must not name internal systems",
  email_address: "notes must not contain personal addresses",
  ticket_reference: "notes must not refer to tickets",
  stack_trace: "notes must not contain error output",
};

/** An issue as a sentence. */
export function issueText({ path, message, rule, words }: OpsProblem["issues"][number]): string {
  if (rule) return `Remove “${words}”: ${REASONS[rule] ?? message}.`;
  return /^\p{Lu}/u.test(message) ? message : `The ${FIELDS[path] ?? path} ${message}.`;
}

type Props = { problem: OpsProblem /** Whether each field shows its own issues. */; hasFields?: boolean };

/** Why a write was refused, and what belongs to no field, one line for each issue. */
export function Problem({ problem, hasFields = false }: Props) {
  const issues = problem.issues.filter(({ path }) => !hasFields || !isField(path));
  return (
    <div
      role="alert"
      tabIndex={-1}
      data-state="DOWN"
      className="rounded-xl border border-state-line bg-state-tint p-3.5 text-sm"
    >
      <p className="font-semibold text-state-ink">{problem.title}</p>
      {issues.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {issues.map((issue) => (
            <li key={`${issue.path} ${issue.message} ${issue.words}`} className="wrap-anywhere">
              {issueText(issue)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

type ConflictProps = {
  messages: Messages;
  rows: OpsPreview["meanwhile"];
  record: OpsPreview["record"];
  names: Readonly<Record<string, string>>;
};

/** What another operator has written since this one loaded the form; what is to be confirmed stands below it. */
export function Conflict({ messages, rows, record, names }: ConflictProps) {
  return (
    <div
      role="alert"
      tabIndex={-1}
      data-state="DEGRADED"
      className="rounded-xl border border-state-line bg-state-tint p-3.5 text-sm"
    >
      <p className="font-semibold text-state-ink">
        Another operator changed this while you were writing. Nothing of yours was written. Compare theirs with yours,
        and confirm again.
      </p>
      <ul className="mt-1 list-disc ps-5">
        {rows.map((row) => (
          <li key={row.id} className="wrap-anywhere">
            {row.actor}: {names[row.surface_id] ?? row.surface_id} is now {t(messages, `states.${row.new_state}`)}
            {row.public_note && <> (“{row.public_note}”)</>}
          </li>
        ))}
        {rows.length === 0 && record?.before && <li>Theirs is under “Now”, yours under “Then”.</li>}
      </ul>
    </div>
  );
}
