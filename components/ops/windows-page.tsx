import type { OpsWindows } from "@/lib/schemas/ops-answers";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { Heading, Section } from "./heading";
import { opsMessages } from "./ops-messages";
import { When } from "./when";
import { WriteFlow } from "./write-flow";
import type { StepAction, SurfaceGroup } from "./write-step";

type Planned = OpsWindows["windows"][number];
type Names = Readonly<Record<string, string>>;
type Props = {
  windows: readonly Planned[];
  names: Names;
  groups: readonly SurfaceGroup[];
  now: number;
  edited: string;
  isPlanning: boolean;
  step: StepAction;
};

const PARTS = [
  ["running", "In progress"],
  ["scheduled", "Scheduled"],
  ["ended", "Ended in the last 30 days"],
  ["cancelled", "Cancelled"],
] as const;

/** Maintenance windows by phase, with the forms that schedule, edit and end them. */
export function WindowsPage({ windows, names, groups, now, edited, isPlanning, step }: Props) {
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
          <WriteFlow messages={opsMessages} action={step} draft={draftPlan(now)} names={names} groups={groups} />
        </section>
      )}
      <div className="space-y-8">
        {windows.length === 0 && <p className="text-muted">No maintenance windows.</p>}
        {PARTS.map(([phase, title]) => (
          <Part
            key={phase}
            id={phase}
            title={title}
            windows={listPhase(windows, phase)}
            {...{ names, groups, edited, step }}
          />
        ))}
      </div>
    </>
  );
}

/** What is to come by its start, what is over by its end, the newest first. */
function listPhase(windows: readonly Planned[], phase: Planned["phase"]): Planned[] {
  const listed = windows.filter((window) => window.phase === phase);
  return phase === "running" || phase === "scheduled"
    ? listed
    : listed.toSorted((a, b) => Date.parse(b.ends_at) - Date.parse(a.ends_at));
}

const HOUR_MS = 3_600_000;
const SOONEST_MS = 15 * 60_000;

/** An hour from the next full hour on. */
const draftPlan = (now: number): WriteDraft => ({
  action: "plan_window",
  starts_at: new Date(Math.ceil((now + SOONEST_MS) / HOUR_MS) * HOUR_MS).toISOString(),
  lasts: "60",
});

type PartProps = {
  id: string;
  title: string;
  windows: readonly Planned[];
  names: Names;
  groups: readonly SurfaceGroup[];
  edited: string;
  step: StepAction;
};

function Part({ id, title, windows, names, groups, edited, step }: PartProps) {
  if (windows.length === 0) return null;
  return (
    <Section id={id} title={title}>
      <ul className="panel divide-y divide-line">
        {windows.map((window) => (
          <li
            key={window.id}
            id={window.id}
            data-window={window.id}
            tabIndex={window.id === edited ? -1 : undefined}
            className="scroll-mt-4 space-y-2 p-4"
          >
            <Updates window={window} names={names} />
            {(window.phase === "running" || window.phase === "scheduled") && (
              <Forms window={window} isEdited={window.id === edited} {...{ names, groups, step }} />
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
        by {window.actor === "schedule" ? "a client" : window.actor}, last changed <When at={window.updated_at} />
      </p>
    </>
  );
}

type FormsProps = Omit<PartProps, "id" | "title" | "windows" | "edited"> & { window: Planned; isEdited: boolean };

function Forms({ window, names, groups, isEdited, step }: FormsProps) {
  const seen = { window_id: window.id, sequence: window.sequence };
  const { surface_ids, starts_at, ends_at } = window;
  const was = { surface_ids, starts_at, ends_at, public_note: window.public_note ?? "" };
  const edit: WriteDraft = { action: "edit_window", ...seen, ...was, was };
  return isEdited ? (
    <div className="mt-4 border-line border-t pt-4">
      <WriteFlow
        messages={opsMessages}
        action={step}
        draft={edit}
        names={names}
        groups={groups}
        beside={
          <a href={`/ops/windows#${window.id}`} className="ops-quiet">
            Close
          </a>
        }
      />
    </div>
  ) : (
    <WriteFlow
      messages={opsMessages}
      action={step}
      draft={{ action: "end_window", ...seen }}
      names={names}
      groups={groups}
      label={window.phase === "running" ? "End now" : "Cancel maintenance"}
      beside={
        <a href={`/ops/windows?edit=${window.id}#${window.id}`} className="ops-quiet">
          Edit
        </a>
      }
    />
  );
}
