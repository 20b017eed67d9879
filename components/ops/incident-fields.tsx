"use client";

import type { OpsFinding } from "@/lib/schemas/ops-answers";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { NoteField } from "./note-field";
import { TimeField } from "./time-field";

type Props = { write: WriteDraft; findings: readonly OpsFinding[]; original: WriteDraft };

/** The fields of an incident's record; its end and its final update only once it is resolved. */
export function IncidentFields({ write, findings, original }: Props) {
  const resolved = original.resolved_at !== undefined;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TimeField name="opened_at" label="Opened" value={write.opened_at ?? original.opened_at} withSeconds />
        {resolved && (
          <TimeField
            name="resolved_at"
            label="Resolved"
            value={write.resolved_at ?? original.resolved_at}
            withSeconds
          />
        )}
      </div>
      {resolved && <NoteField write={write} findings={findings} />}
    </>
  );
}
