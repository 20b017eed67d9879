import type { OpsWindows } from "@/lib/schemas/ops-answers";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { Heading, Section } from "./heading";
import { opsMessages } from "./ops-messages";
import { When } from "./when";
import { WriteFlow } from "./write-flow";
import type { StepAction } from "./write-step";

type Planned = OpsWindows["windows"][number];
type Names = Readonly<Record<string, string>>;
type Props = { windows: readonly Planned[]; names: Names; edited: string; isPlanning: boolean; step: StepAction };

const PARTS = [
  ["running", "In progress"],
  ["scheduled", "Scheduled"],
  ["ended", "Ended in the last 30 days"],
  ["cancelled", "Cancelled"],
] as const;

/** Maintenance windows by phase, with the forms that schedule, edit and end them. */
export function WindowsPage({ windows, names, edited, isPlanning, step }: Props) {
  return (
    <>
      <Heading title="Maintenance">
        {!isPlanning && (
          <a href="/ops/windows?plan=1" className="ops-button">
            Schedule maintenance
          </a>
        )}
      </Heading>
      {isPlanning && (
        <section aria-label="Schedule maintenance" className="panel mb-8 max-w-4xl p-4 sm:p-5">
          <WriteFlow messages={opsMessages} action={step} draft={{ action: "plan_window" }} names={names} />
        </section>
      )}
      <div className="space-y-8">
        {windows.length === 0 && <p className="text-muted">No maintenance windows.</p>}
        {PARTS.map(([phase, title]) => (
          <Part
            key={phase}
            id={phase}
            title={title}
            windows={windows.filter((window) => window.phase === phase)}
            {...{ names, edited, step }}
          />
        ))}
      </div>
    </>
  );
}

type PartProps = {
  id: string;
  title: string;
  windows: readonly Planned[];
  names: Names;
  edited: string;
  step: StepAction;
};

function Part({ id, title, windows, names, edited, step }: PartProps) {
  if (windows.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <ul className="panel divide-y divide-line">
        {windows.map((window) => (
          <li key={window.id} data-window={window.id} className="space-y-2 p-4">
            <Updates window={window} names={names} />
            {(window.phase === "running" || window.phase === "scheduled") && (
              <Forms window={window} names={names} isEdited={window.id === edited} step={step} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Updates({ window, names }: { window: Planned; names: Names }) {
  return (
    <>
      <p className="font-medium tabular-nums">
        <When at={window.starts_at} /> – <When at={window.ends_at} />
      </p>
      <p className="wrap-anywhere">{window.surface_ids.map((id) => names[id] ?? id).join(", ")}</p>
      {window.public_note && <p className="wrap-anywhere">“{window.public_note}”</p>}
      <p className="text-muted text-sm wrap-anywhere">
        by {window.actor}, last changed <When at={window.updated_at} />
      </p>
    </>
  );
}

type FormsProps = { window: Planned; names: Names; isEdited: boolean; step: StepAction };

function Forms({ window, names, isEdited, step }: FormsProps) {
  const seen = { window_id: window.id, sequence: window.sequence };
  const edit: WriteDraft = {
    ...{ action: "edit_window", ...seen },
    ...{ starts_at: window.starts_at, ends_at: window.ends_at, public_note: window.public_note ?? "" },
  };
  return isEdited ? (
    <WriteFlow messages={opsMessages} action={step} draft={edit} names={names} />
  ) : (
    <div className="flex flex-wrap gap-2">
      <a href={`/ops/windows?edit=${window.id}`} className="ops-quiet">
        Edit
      </a>
      <WriteFlow
        messages={opsMessages}
        action={step}
        draft={{ action: "end_window", ...seen }}
        names={names}
        label={window.phase === "running" ? "End now" : "Cancel maintenance"}
      />
    </div>
  );
}
