"use client";

import { useEffect, useRef } from "react";
import { type Messages, t } from "@/components/messages/t";
import { StateIcon } from "@/components/status/state-icon";
import type { WriteStep } from "@/lib/schemas/ops-form";
import { PURGE_REFUSED } from "./purge-refused";

type Props = { messages: Messages; state: Extract<WriteStep, { step: "done" }> };

/** The result of the write: what customers now read. */
export function DoneStep({ messages, state: { write, result } }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div role="status" className="space-y-3">
      <h2 ref={heading} tabIndex={-1} className="section-title outline-none">
        {result.replayed ? "Already done: this request was sent twice and applied once." : "Done."}
      </h2>
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
      <a href={BACK[write.action] ?? "/ops"} className="ops-button">
        {BACK[write.action] ? "Back to the list" : "Back to the dashboard"}
      </a>
    </div>
  );
}

const BACK: Record<string, string> = {
  plan_window: "/ops/windows",
  edit_window: "/ops/windows",
  end_window: "/ops/windows",
  correct_incident: "/ops/incidents",
};
