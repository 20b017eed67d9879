"use client";

import { useEffect, useRef, useState } from "react";
import { OWN_TEXTS } from "@/components/messages/languages";
import { useIsMounted } from "@/components/status/use-clock";
import { LANGUAGES, type Language } from "@/lib/schemas/language";
import { NOTE_MAX, type WriteDraft } from "@/lib/schemas/ops-form";
import { Findings, findingsOf } from "./findings";
import { useFieldError } from "./form-errors";
import { fillNow, noteTemplates } from "./note-templates";
import type { Finding } from "./use-preview";

type Props = { write: WriteDraft; names: Readonly<Record<string, string>>; findings: readonly Finding[] };

/** The public note, its length, ready notes, and what the note policy finds. */
export function NoteField({ write, names, findings }: Props) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(write.public_note ?? "");
  const isMounted = useIsMounted();
  const { attributes, sentence } = useFieldError("public_note");
  const found = findingsOf("public_note", findings);
  useEffect(() => setText(ref.current?.value ?? ""), []); // what was typed before scripts took over
  const put = (note: string) => {
    setText(note);
    if (ref.current) ref.current.value = note;
    ref.current?.form?.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <div>
      <label className="ops-field">
        <span>{LABELS[write.action] ?? "Public note (optional)"}</span>
        <textarea
          ref={ref}
          name="public_note"
          rows={3}
          defaultValue={write.public_note ?? ""}
          onChange={(event) => setText(event.target.value)}
          className="ops-input"
          {...(found.attributes ?? attributes)}
        />
      </label>
      <Findings id={found.id} findings={found.findings} />
      {sentence}
      <p className="mt-1 text-muted text-sm tabular-nums">
        {isMounted ? `${text.length} of ${NOTE_MAX}` : `At most ${NOTE_MAX} characters`}
      </p>
      {isMounted && <Templates write={write} surface={onlySurface(write, names)} put={put} />}
    </div>
  );
}

const LABELS: Record<string, string> = {
  clear: "Final update (optional)",
  correct_incident: "Final update (optional)",
  resolve_incident: "Last word (optional)",
};

/** The name of the write's surface; null where it has several, or none so far. */
function onlySurface({ surfaces = [], severities }: WriteDraft, names: Props["names"]): string | null {
  const chosen = severities && Object.keys(severities).filter((id) => severities[id]);
  const [first, ...more] = chosen ?? surfaces.map(({ surface_id: id }) => id);
  return first === undefined || more.length > 0 ? null : (names[first] ?? first);
}

/** The templates that a write's form offers; those of its phase, where it has one, come first. */
function templatesFor({ action, phase }: WriteDraft, language: Language): readonly string[] {
  const { resolved, maintenance, ...byPhase } = noteTemplates(language);
  const phases = ["investigating", "identified", "monitoring"] as const;
  const trouble = phases.toSorted((a, b) => Number(b === phase) - Number(a === phase)).flatMap((each) => byPhase[each]);
  const byAction: Readonly<Record<string, readonly string[]>> = {
    override: trouble,
    note: trouble,
    open_incident: trouble,
    update_incident: trouble,
    resolve_incident: resolved,
    clear: resolved,
    plan_window: maintenance,
  };
  return byAction[action] ?? [];
}

const SHOWN = 3;

type TemplatesProps = { write: WriteDraft; surface: string | null; put: (note: string) => void };

/** The templates, filled in; the first few at once, the rest and other languages behind a tap. */
function Templates({ write, surface, put }: TemplatesProps) {
  const [language, setLanguage] = useState<Language>(LANGUAGES[0]);
  const notes = templatesFor(write, language).map((template) => fillNow(template, surface, language));
  if (notes.length === 0) return null;
  const button = (note: string) => (
    <button key={note} type="button" lang={language} className="ops-note" onClick={() => put(note)}>
      {note}
    </button>
  );
  return (
    <div className="mt-2 grid gap-1.5">
      <p className="text-muted text-sm">Ready notes</p>
      {notes.slice(0, SHOWN).map(button)}
      <details>
        <summary className="link inline-flex min-h-11 items-center text-sm">More ready notes</summary>
        <div className="grid gap-1.5">
          {notes.slice(SHOWN).map(button)}
          <label className="ops-field">
            <span>Language of the ready notes</span>
            <select
              className="ops-input"
              value={language}
              onChange={({ target }) => setLanguage(LANGUAGES.find((one) => one === target.value) ?? LANGUAGES[0])}
            >
              {LANGUAGES.map((one) => (
                <option key={one} value={one} lang={one}>
                  {OWN_TEXTS[one].name}
                </option>
              ))}
            </select>
          </label>
        </div>
      </details>
    </div>
  );
}
