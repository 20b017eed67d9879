"use client";

import { useEffect, useRef } from "react";
import { t } from "@/components/messages/t";
import { StateIcon } from "@/components/status/state-icon";
import { toDraft, type WriteDraft, type WriteStep } from "@/lib/schemas/ops-form";
import { PURGE_REFUSED } from "./purge-refused";
import type { StepForm } from "./write-step";

type Props = StepForm & { state: Extract<WriteStep, { step: "done" }> };

/** The result of the write: what customers now read, where they read it, and the way back. */
export function DoneStep({ messages, submit, isPending, state: { write, result } }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="space-y-3">
      <div role="status" className="space-y-3">
        <h2 ref={heading} tabIndex={-1} className="section-title outline-none">
          {result.replayed ? "Already done: this request was sent twice and applied once." : "Done."}
        </h2>
        <p>{HAPPENED[write.action]}</p>
        <ul className="space-y-1">
          {result.surfaces.map((surface) => (
            <li key={surface.id} data-state={surface.state} className="flex gap-2.5">
              <StateIcon state={surface.state} className="mt-0.5 size-5" />
              <span className="min-w-0 wrap-anywhere">
                {surface.display_name}: {t(messages, `states.${surface.state}`)}
                {surface.public_note && <> (“{surface.public_note}”)</>}
              </span>
            </li>
          ))}
        </ul>
        {!result.purged && <p className="text-sm">{PURGE_REFUSED}</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        {result.incident_id && !BACK[write.action] ? (
          <a href={`/ops/incidents/${result.incident_id}`} className="ops-button">
            {write.action === "open_incident" ? "Open the incident" : "Back to the incident"}
          </a>
        ) : (
          <a href={BACK[write.action] ?? "/ops"} className="ops-button">
            {BACK[write.action] ? "Back to the list" : "Back to the dashboard"}
          </a>
        )}
        <a href={findPage(write, result)} className="ops-quiet">
          See it on the page
        </a>
        {result.undo && (
          <form action={submit}>
            <input type="hidden" name="write" value={JSON.stringify(toDraft(result.undo))} />
            <button type="submit" name="step" value="preview" className="ops-quiet" disabled={isPending}>
              Undo …
            </button>
          </form>
        )}
      </div>
    </div>
  );
}

const HAPPENED: Record<string, string> = {
  override: "The override is in force.",
  clear: "The override is cleared.",
  note: "The note is published.",
  plan_window: "The maintenance is scheduled.",
  edit_window: "The maintenance is changed.",
  end_window: "The maintenance is over.",
  correct_incident: "The record is corrected.",
  open_incident: "The incident is published.",
  update_incident: "The update is published.",
  resolve_incident: "The incident is resolved.",
  postmortem: "The postmortem is published.",
};

const BACK: Record<string, string> = {
  plan_window: "/ops/windows",
  edit_window: "/ops/windows",
  end_window: "/ops/windows",
  correct_incident: "/ops/incidents",
};

/** Where customers read it. */
function findPage({ action }: WriteDraft, { surfaces, incident_id: id }: Props["state"]["result"]): string {
  if (id) return `/incidents/${id}`;
  if (BACK[action]) return "/";
  const [first] = surfaces;
  return first && surfaces.length === 1 ? `/surfaces/${first.id}` : "/";
}
