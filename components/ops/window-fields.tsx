"use client";

import type { WriteDraft } from "@/lib/schemas/ops-form";
import { Choices } from "./choices";
import { useFieldError } from "./form-errors";
import { NoteField } from "./note-field";
import { SurfaceGroups } from "./surface-groups";
import { TimeField } from "./time-field";
import type { Finding } from "./use-preview";
import type { SurfaceGroup } from "./write-step";

type Names = Readonly<Record<string, string>>;
type Props = {
  write: WriteDraft;
  names: Names;
  findings: readonly Finding[];
  groups: readonly SurfaceGroup[];
};

const SPANS = [
  ["30", "30 min"],
  ["60", "1 hour"],
  ["120", "2 hours"],
  ["240", "4 hours"],
  ["480", "8 hours"],
  ["until", "Until a time"],
] as const;

/** The fields of a maintenance window: surfaces, start, duration or end, and public note. */
export function WindowFields({ write, names, findings, groups }: Props) {
  const isNew = write.action === "plan_window";
  const end = <TimeField name="ends_at" label="Ends" value={write.ends_at} />;
  return (
    <>
      <Surfaces names={names} groups={groups} picked={write.surface_ids ?? []} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TimeField name="starts_at" label="Starts" value={write.starts_at} />
        {!isNew && end}
      </div>
      {isNew && (
        <>
          <Choices name="lasts" legend="Lasts" value={write.lasts ?? "60"} options={SPANS} />
          <div data-when="until">{end}</div>
        </>
      )}
      <NoteField write={write} names={names} findings={findings} />
    </>
  );
}

type SurfacesProps = { names: Names; groups: readonly SurfaceGroup[]; picked: readonly string[] };

function Surfaces({ names, groups, picked }: SurfacesProps) {
  const { attributes, sentence } = useFieldError("surface_ids");
  return (
    <fieldset>
      <legend className="ops-legend">Surfaces</legend>
      <input type="hidden" name="surface_ids_shown" value="1" />
      <SurfaceGroups
        {...{ names, groups, picked }}
        layout="grid gap-x-6 pb-2 sm:grid-cols-2 lg:grid-cols-3"
        row={(id, isHidden) => (
          <label key={id} className="ops-check" hidden={isHidden}>
            <input type="checkbox" name="surface_id" value={id} defaultChecked={picked.includes(id)} {...attributes} />
            <span className="wrap-anywhere">{names[id] ?? id}</span>
          </label>
        )}
      />
      {sentence}
    </fieldset>
  );
}
