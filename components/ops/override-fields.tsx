"use client";

import { t } from "@/components/messages/t";
import { StateIcon } from "@/components/status/state-icon";
import { STATES } from "@/lib/core/engine/states";
import type { OpsFinding } from "@/lib/schemas/ops-answers";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { useFormMessages } from "./form-messages";
import { NoteField } from "./note-field";
import { TimeField } from "./time-field";

type Props = { write: WriteDraft; findings: readonly OpsFinding[]; wasPending: boolean };

const OVERRIDE_STATES = STATES.filter((state) => state !== "OPERATIONAL");
const SPANS: readonly [minutes: string, name: string][] = [
  ["", "When an operator clears it"],
  ["30", "In 30 minutes"],
  ["60", "In 1 hour"],
  ["120", "In 2 hours"],
  ["240", "In 4 hours"],
  ["720", "In 12 hours"],
];

/** The fields of an override: state, note and expiry. */
export function OverrideFields({ write, findings, wasPending }: Props) {
  const messages = useFormMessages();
  return (
    <>
      <fieldset>
        <legend className="ops-legend">State</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {OVERRIDE_STATES.map((state) => (
            <label key={state} data-state={state} className="ops-choice">
              <input type="radio" name="state" value={state} required defaultChecked={write.state === state} />
              <StateIcon state={state} />
              {t(messages, `states.${state}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <NoteField write={write} findings={findings} isReady />
      <label className="ops-field">
        <span>Expires</span>
        <select name="expires_in" defaultValue="" className="ops-input">
          {SPANS.map(([minutes, name]) => (
            <option key={minutes} value={minutes}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <More write={write} wasPending={wasPending} />
    </>
  );
}

/** Rarely needed fields: exact times, and the public “Pending issue” tag. */
function More({ write, wasPending }: Pick<Props, "write" | "wasPending">) {
  return (
    <details open={Boolean(write.expires_at || write.maintenance_until || write.ticket_pending)}>
      <summary className="link inline-flex min-h-11 items-center text-sm">More</summary>
      <div className="space-y-4 pt-1">
        <TimeField name="expires_at" label="Expires at" value={write.expires_at} />
        <TimeField name="maintenance_until" label="Maintenance until (public)" value={write.maintenance_until} />
        <label className="ops-check">
          <input
            type="checkbox"
            name="ticket_pending"
            value="1"
            defaultChecked={write.ticket_pending === true || wasPending}
          />
          Show “Pending issue” to customers
        </label>
      </div>
    </details>
  );
}
