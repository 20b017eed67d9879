"use client";

import type { WriteDraft, WriteStep } from "@/lib/schemas/ops-form";
import { CustomersRead } from "./customers-read";
import { IncidentFields } from "./incident-fields";
import { NoteField } from "./note-field";
import { OverrideFields } from "./override-fields";
import { Problem } from "./problem";
import { usePreview } from "./use-preview";
import { WindowFields } from "./window-fields";
import type { StepForm } from "./write-step";

type Props = StepForm & {
  state: Extract<WriteStep, { step: "edit" }>;
  original: WriteDraft;
  wasPending: boolean;
  label: string;
};

/** The form of a write; while the operator types, the note policy's findings and a preview of what customers would read. */
export function EditStep({ state: { write, problem }, original, wasPending, label, ...form }: Props) {
  const { messages, submit, isPending, names } = form;
  const { formRef, check, isTouched, findings, preview } = usePreview();
  const fields = { write, names, findings };
  return (
    <form ref={formRef} action={submit} onInput={check} className="space-y-4">
      <input type="hidden" name="step" value="preview" />
      <Seen write={write} />
      {problem && !isTouched && <Problem problem={problem} />}
      {write.action === "override" && <OverrideFields {...fields} wasPending={wasPending} />}
      {(write.action === "clear" || write.action === "note") && (
        <NoteField {...fields} isClear={write.action === "clear"} isReady={write.action === "note"} />
      )}
      {(write.action === "plan_window" || write.action === "edit_window") && (
        <WindowFields {...fields} original={original} />
      )}
      {write.action === "correct_incident" && <IncidentFields {...fields} original={original} />}
      <button type="submit" className={write.action === "end_window" ? "ops-quiet" : "ops-button"} disabled={isPending}>
        {label}
      </button>
      {preview && preview.surfaces.length > 0 && (
        <div className="space-y-2">
          <h2 className="section-title">Customers would read:</h2>
          <CustomersRead messages={messages} preview={preview} />
        </div>
      )}
    </form>
  );
}

/** What the write applies to, with the version that the operator saw. */
function Seen({ write }: { write: WriteDraft }) {
  const {
    action,
    surfaces = [],
    window_id: windowId,
    sequence,
    incident_id: incidentId,
    updated_at: updatedAt,
  } = write;
  const fields = { action, window_id: windowId, sequence, incident_id: incidentId, updated_at: updatedAt };
  return (
    <>
      {Object.entries(fields).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {surfaces.map(({ surface_id: id, version }) => (
        <input key={id} type="hidden" name="surface" value={`${id}:${version}`} />
      ))}
    </>
  );
}
