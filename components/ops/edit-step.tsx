"use client";

import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import type { OpsProblem, WriteDraft, WriteStep } from "@/lib/schemas/ops-form";
import { readSeverities } from "@/lib/schemas/ops-incident-form";
import { CustomersRead } from "./customers-read";
import { FormErrors } from "./form-errors";
import { IncidentFields } from "./incident-fields";
import { NoteField } from "./note-field";
import { OverrideFields } from "./override-fields";
import { isField, Problem } from "./problem";
import { TellFields } from "./tell-fields";
import { type Finding, usePreview } from "./use-preview";
import { WindowFields } from "./window-fields";
import type { StepForm, SurfaceGroup } from "./write-step";

type Props = StepForm & {
  state: Extract<WriteStep, { step: "edit" }>;
  groups: readonly SurfaceGroup[];
  label: string;
  beside?: ReactNode;
  save: (form: HTMLFormElement) => void;
  /** Discards what was restored; null where nothing was. */
  discard: (() => void) | null;
};

/** The form of a write; while the operator types, the note policy's findings and a preview of what customers would read. */
export function EditStep({ state: { write, problem }, groups, label, beside, save, discard, ...form }: Props) {
  const { messages, submit, isPending, names } = form;
  const { formRef, check, findings, preview } = usePreview(problem);
  const { touched, touch } = useTouched(problem);
  useEffect(() => {
    if (problem && formRef.current) focusFirstError(formRef.current);
  }, [problem, formRef]);
  const [severities, setSeverities] = useState(write.severities);
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    touch(event.target as HTMLElement);
    setSeverities(readSeverities(new FormData(event.currentTarget)));
    save(event.currentTarget);
    check();
  };
  const fields = { write: { ...write, ...(severities && { severities }) }, names, findings };
  const isEnd = write.action === "end_window";
  return (
    <form ref={formRef} action={submit} onInput={onInput} data-form={write.action}>
      <fieldset disabled={isPending} className={`min-w-0 ${isEnd ? "space-y-1" : "space-y-4"}`}>
        <input type="hidden" name="step" value="preview" />
        <Seen write={write} />
        {problem && !isSettled(problem, touched, findings) && <Problem problem={problem} hasFields />}
        {discard && <Restored discard={discard} />}
        <FormErrors issues={problem?.issues ?? []} touched={touched}>
          {write.action === "override" && <OverrideFields {...fields} />}
          {(write.action === "clear" || write.action === "note") && <NoteField {...fields} />}
          {(write.action === "plan_window" || write.action === "edit_window") && (
            <WindowFields {...fields} groups={groups} />
          )}
          {write.action === "correct_incident" && <IncidentFields {...fields} />}
          {TELLING.includes(write.action) && <TellFields {...fields} groups={groups} />}
        </FormErrors>
        {write.action !== "correct_incident" && (
          <label className="ops-check">
            <input type="checkbox" name="tell_nobody" value="1" defaultChecked={write.tell_nobody} />
            Tell no subscribers
          </label>
        )}
        <div className={`flex flex-wrap gap-2 ${isEnd ? "" : "ops-submit"}`}>
          {isEnd && beside}
          <button type="submit" className={isEnd ? "ops-quiet" : "ops-button max-sm:grow"}>
            {isPending ? "One moment …" : label}
          </button>
          {!isEnd && beside}
        </div>
      </fieldset>
      {preview && preview.surfaces.length > 0 && write.action !== "postmortem" && (
        <div className="mt-4 space-y-2">
          <h2 className="section-title">Customers would read:</h2>
          <CustomersRead messages={messages} preview={preview} />
        </div>
      )}
    </form>
  );
}

const TELLING = ["open_incident", "update_incident", "resolve_incident", "postmortem"];

/** The fields that were changed since the form was refused. */
function useTouched(problem: Props["state"]["problem"]) {
  const [touched, setTouched] = useState({ problem, paths: new Set<string>() });
  const touch = (control: HTMLElement) => {
    const path = control.dataset.field ?? control.getAttribute("name")?.replace(/\..*/, "") ?? "";
    const paths = touched.problem === problem ? touched.paths : [];
    setTouched({ problem, paths: new Set([...paths, PATHS[path] ?? path]) });
  };
  return { touched: touched.problem === problem ? touched.paths : new Set<string>(), touch };
}

/** Whether each field that was refused has been changed, so that nothing is left of the reason. */
const isSettled = ({ issues }: OpsProblem, touched: ReadonlySet<string>, findings: readonly Finding[]): boolean =>
  issues.length > 0 &&
  issues.every(({ path, rule }) => isField(path) && (rule ? findings.length === 0 : touched.has(path)));

/** Where a control's error stands under another name. */
const PATHS: Record<string, string> = {
  severity: "surfaces",
  surface_id: "surface_ids",
  expires_in: "expires_at",
  lasts: "ends_at",
};

/** The first field with an error, unfolded where its group is not, else what was said of the form. */
function focusFirstError(form: HTMLFormElement): void {
  const target =
    form.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form.querySelector<HTMLElement>('[role="alert"]');
  const folded = target?.closest("details");
  if (folded) folded.open = true;
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "center" });
}

function Restored({ discard }: { discard: () => void }) {
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3 text-muted text-sm">
      What you typed before is back.
      <button type="button" className="link min-h-11" onClick={discard}>
        Start over
      </button>
    </p>
  );
}

/** What the write applies to, with what the operator saw of it. */
function Seen({ write }: { write: WriteDraft }) {
  const { action, surfaces = [], window_id, sequence, incident_id, updated_at, revision, was } = write;
  const fields = { action, window_id, sequence, incident_id, updated_at, revision, was: was && JSON.stringify(was) };
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
