"use client";

import { useRef, useState } from "react";
import { useIsMounted } from "@/components/status/use-clock";
import type { OpsFinding } from "@/lib/schemas/ops-answers";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { READY_NOTES } from "./ready-notes";

const NOTE_MAX = 280;

type Props = { write: WriteDraft; findings: readonly OpsFinding[]; isClear?: boolean; isReady?: boolean };

/** The public note, its length, and the note policy's findings while the operator types. */
export function NoteField({ write, findings, isClear = false, isReady = false }: Props) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(write.public_note ?? "");
  const isMounted = useIsMounted();
  const put = (note: string) => {
    setText(note);
    if (ref.current) ref.current.value = note;
    ref.current?.form?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <div>
      <label className="ops-field">
        <span>{isClear ? "Final update (optional)" : "Public note (optional)"}</span>
        <textarea
          ref={ref}
          name="public_note"
          rows={3}
          maxLength={NOTE_MAX}
          defaultValue={write.public_note ?? ""}
          onChange={(event) => setText(event.target.value)}
          aria-describedby="note-findings"
          aria-invalid={findings.length > 0}
          className="ops-input"
        />
      </label>
      <Findings findings={findings} />
      <p className="mt-1 flex flex-wrap items-center gap-2 text-muted text-sm">
        <span className="tabular-nums">
          {isMounted ? `${text.length} of ${NOTE_MAX}` : `At most ${NOTE_MAX} characters`}
        </span>
        {isMounted && isReady && <Ready put={put} />}
      </p>
    </div>
  );
}

/** The words that can't be published, with the rule that each breaks. */
function Findings({ findings }: { findings: readonly OpsFinding[] }) {
  return (
    <div id="note-findings" role="status">
      {findings.length > 0 && (
        <ul data-state="DOWN" className="mt-1 text-sm text-state-ink">
          {findings.map(({ rule, words }) => (
            <li key={`${rule} ${words}`} className="wrap-anywhere">
              Can’t be published: “{words}” ({rule})
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const Ready = ({ put }: { put: (note: string) => void }) =>
  READY_NOTES.map((note) => (
    <button key={note} type="button" className="ops-quiet text-sm" onClick={() => put(note)}>
      {note}
    </button>
  ));
