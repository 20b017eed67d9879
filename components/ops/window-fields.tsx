"use client";

import type { OpsFinding } from "@/lib/schemas/ops-answers";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { NoteField } from "./note-field";
import { TimeField } from "./time-field";

type Props = {
  write: WriteDraft;
  names: Readonly<Record<string, string>>;
  findings: readonly OpsFinding[];
  original: WriteDraft;
};

/** The fields of a maintenance window: times, surfaces (fixed once it is scheduled) and public note. */
export function WindowFields({ write, names, findings, original }: Props) {
  const isNew = write.action === "plan_window";
  return (
    <>
      {isNew && <Surfaces names={names} picked={write.surface_ids ?? []} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <TimeField name="starts_at" label="Starts" value={write.starts_at ?? original.starts_at} isRequired={isNew} />
        <TimeField name="ends_at" label="Ends" value={write.ends_at ?? original.ends_at} isRequired={isNew} />
      </div>
      <NoteField write={write} findings={findings} />
    </>
  );
}

function Surfaces({ names, picked }: { names: Props["names"]; picked: readonly string[] }) {
  return (
    <fieldset>
      <legend className="ops-legend">Surfaces</legend>
      <div className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        {Object.entries(names).map(([id, name]) => (
          <label key={id} className="ops-check">
            <input type="checkbox" name="surface_id" value={id} defaultChecked={picked.includes(id)} />
            <span className="wrap-anywhere">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
