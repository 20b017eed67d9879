"use client";

import { useEffect, useRef, useState } from "react";
import { useIsMounted } from "@/components/status/use-clock";
import { NOTE_MAX, type WriteDraft } from "@/lib/schemas/ops-form";
import { useFieldError } from "./form-errors";
import { issueText } from "./problem";
import { fillNote, READY_NOTES } from "./ready-notes";
import type { Finding } from "./use-preview";

type Props = { write: WriteDraft; names: Readonly<Record<string, string>>; findings: readonly Finding[] };

/** The public note, its length, ready notes, and what the note policy finds. */
export function NoteField({ write, names, findings }: Props) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(write.public_note ?? "");
  const isMounted = useIsMounted();
  const { attributes, sentence } = useFieldError("public_note");
  const isFinal = write.action === "clear" || write.action === "correct_incident";
  useEffect(() => setText(ref.current?.value ?? ""), []); // what was typed before scripts took over
  const put = (note: string) => {
    setText(note);
    if (ref.current) ref.current.value = note;
    ref.current?.form?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const ready = READY_NOTES[write.action] ?? [];
  return (
    <div>
      <label className="ops-field">
        <span>{isFinal ? "Final update (optional)" : "Public note (optional)"}</span>
        <textarea
          ref={ref}
          name="public_note"
          rows={3}
          defaultValue={write.public_note ?? ""}
          onChange={(event) => setText(event.target.value)}
          className="ops-input"
          {...(findings.length > 0 ? { "aria-invalid": true, "aria-describedby": "note-findings" } : attributes)}
        />
      </label>
      <Findings findings={findings} />
      {sentence}
      <p className="mt-1 text-muted text-sm tabular-nums">
        {isMounted ? `${text.length} of ${NOTE_MAX}` : `At most ${NOTE_MAX} characters`}
      </p>
      {isMounted && ready.length > 0 && (
        <Ready notes={ready.map((note) => fillNote(note, findWhat(write, names)))} put={put} />
      )}
    </div>
  );
}

/** What a ready note calls the surfaces of the write. */
function findWhat({ surfaces = [] }: WriteDraft, names: Props["names"]): string {
  const [first] = surfaces;
  return first && surfaces.length === 1 ? (names[first.surface_id] ?? first.surface_id) : "Part of the service";
}

/** The words that can't be published, with what to do about each. */
function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <div id="note-findings" role="status">
      {findings.length > 0 && (
        <ul data-state="DOWN" className="mt-1 text-sm text-state-ink">
          {findings.map((finding) => (
            <li key={`${finding.rule} ${finding.words}`} className="wrap-anywhere">
              {issueText(finding)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const SHOWN = 3;

/** The ready notes; the first few at once. */
function Ready({ notes, put }: { notes: readonly string[]; put: (note: string) => void }) {
  const button = (note: string) => (
    <button key={note} type="button" className="ops-note" onClick={() => put(note)}>
      {note}
    </button>
  );
  return (
    <div className="mt-2 grid gap-1.5">
      {notes.slice(0, SHOWN).map(button)}
      {notes.length > SHOWN && (
        <details>
          <summary className="link inline-flex min-h-11 items-center text-sm">More ready notes</summary>
          <div className="grid gap-1.5">{notes.slice(SHOWN).map(button)}</div>
        </details>
      )}
    </div>
  );
}
