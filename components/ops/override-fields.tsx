"use client";

import { t } from "@/components/messages/t";
import { StateIcon } from "@/components/status/state-icon";
import { STATES } from "@/lib/core/engine/states";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { Choices } from "./choices";
import { useFieldError } from "./form-errors";
import { useFormMessages } from "./form-messages";
import { NoteField } from "./note-field";
import { TimeField } from "./time-field";
import type { Finding } from "./use-preview";

type Props = { write: WriteDraft; names: Readonly<Record<string, string>>; findings: readonly Finding[] };

const SPANS = [
  ["30", "30 min"],
  ["60", "1 hour"],
  ["120", "2 hours"],
  ["240", "4 hours"],
  ["720", "12 hours"],
  ["never", "Until it is cleared"],
  ["at", "Until a time"],
] as const;

/** The fields of an override: state, note, expiry, and the public “Ticket open” tag. */
export function OverrideFields({ write, names, findings }: Props) {
  return (
    <>
      <StateChoice write={write} />
      <NoteField write={write} names={names} findings={findings} />
      <div data-unless="operational" className="space-y-4">
        <Choices name="expires_in" legend="Lasts" value={write.expires_in ?? "60"} options={SPANS} />
        <div data-when="at">
          <TimeField name="expires_at" label="Expires at" value={write.expires_at} />
        </div>
        <div data-when="maintenance">
          <TimeField name="maintenance_until" label="Maintenance until (public)" value={write.maintenance_until} />
        </div>
        <input type="hidden" name="ticket_pending_shown" value="1" />
        <label className="ops-check">
          <input type="checkbox" name="ticket_pending" value="1" defaultChecked={write.ticket_pending === true} />
          Show “Ticket open” to customers
        </label>
      </div>
    </>
  );
}

function StateChoice({ write }: { write: WriteDraft }) {
  const messages = useFormMessages();
  const { attributes, sentence } = useFieldError("state");
  return (
    <fieldset>
      <legend className="ops-legend">State</legend>
      <div className="ops-states">
        {STATES.map((state) => (
          <label key={state} data-state={state} className="ops-choice">
            <input type="radio" name="state" value={state} defaultChecked={write.state === state} {...attributes} />
            <StateIcon state={state} />
            <span className="min-w-0 leading-5">
              {t(messages, `states.${state}`)}
              {state === "OPERATIONAL" && <span className="block text-muted text-xs">ends the override</span>}
            </span>
          </label>
        ))}
      </div>
      {sentence}
    </fieldset>
  );
}
