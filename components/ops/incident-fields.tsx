"use client";

import type { WriteDraft } from "@/lib/schemas/ops-form";
import { NoteField } from "./note-field";
import { TimeField } from "./time-field";
import type { Finding } from "./use-preview";

type Props = { write: WriteDraft; names: Readonly<Record<string, string>>; findings: readonly Finding[] };

/** The fields of an incident's record; its end and its final update only once it is resolved. */
export function IncidentFields({ write, names, findings }: Props) {
  const isResolved = write.resolved_at !== undefined;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TimeField name="opened_at" label="Opened" value={write.opened_at} withSeconds />
        {isResolved && <TimeField name="resolved_at" label="Resolved" value={write.resolved_at} withSeconds />}
      </div>
      {isResolved && <NoteField write={write} names={names} findings={findings} />}
    </>
  );
}
