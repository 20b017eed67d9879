"use client";

import { useEffect, useRef } from "react";
import { type Messages, t } from "@/components/messages/t";
import { momentText, UTC } from "@/components/status/time-format";
import type { State } from "@/lib/core/engine/states";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import type { WriteDraft, WriteStep } from "@/lib/schemas/ops-form";
import { CustomersRead } from "./customers-read";
import { Meanwhile } from "./problem";
import type { StepForm } from "./write-step";

type Props = StepForm & { state: Extract<WriteStep, { step: "confirm" }> };

/** The write's effects, exactly what customers would read, and the button that confirms it. */
export function ConfirmStep({ messages, submit, isPending, names, state: { write, preview, meanwhile } }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <form action={submit} className="space-y-4">
      <input type="hidden" name="write" value={JSON.stringify(write)} />
      <h2 ref={heading} tabIndex={-1} className="section-title outline-none">
        Customers will read{isLater(write) && ` from ${momentText(messages, preview.read_at, UTC)}`}:
      </h2>
      <Meanwhile messages={messages} rows={meanwhile} names={names} />
      {preview.surfaces.length > 0 ? (
        <CustomersRead messages={messages} preview={preview} />
      ) : (
        <p className="text-muted">The page does not change. {RECORD[write.action] ?? ""}</p>
      )}
      <ul data-effect className="list-disc space-y-0.5 ps-5 text-sm">
        {listEffects(messages, preview, write).map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <button type="submit" name="step" value="confirm" className="ops-button grow" disabled={isPending}>
          {isPending ? "Writing …" : "Confirm"}
        </button>
        <button type="submit" name="step" value="edit" className="ops-quiet" disabled={isPending}>
          Back
        </button>
      </div>
    </form>
  );
}

const RECORD: Record<string, string> = {
  correct_incident: "The incident’s record changes in the history, and the audit log names you.",
};

const isLater = ({ action }: WriteDraft): boolean => action === "plan_window" || action === "edit_window";

/** The write's effects, one line each. */
function listEffects(messages: Messages, preview: OpsPreview, write: WriteDraft): string[] {
  const { surfaces, overall_before: before, overall_after: after, incidents } = preview;
  const changed = surfaces.filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after)).length;
  const count = (op: string) => incidents.filter((incident) => incident.op === op).length;
  const { opened_at: opened, resolved_at: resolved, expires_at: expires } = write;
  const time = (at: string) => momentText(messages, at, UTC, true);
  const state = (name: State) => t(messages, `states.${name}`);
  return [
    `Changes ${changed === 1 ? "1 surface" : `${changed} surfaces`}`,
    before === after ? `Page stays ${state(after)}` : `Page goes from ${state(before)} to ${state(after)}`,
    ...surfaces
      .filter((each) => each.before.state !== each.after.state)
      .map((each) => `${each.after.display_name}: ${state(each.before.state)} → ${state(each.after.state)}`),
    ...["open", "update", "close"]
      .filter((op) => count(op) > 0)
      .map((op) => `${VERBS[op]} ${count(op) === 1 ? "1 incident" : `${count(op)} incidents`}`),
    ...(expires ? [`Expires at ${time(expires)}`] : []),
    ...(opened ? [`Opened at ${time(opened)}`] : []),
    ...(resolved ? [`Resolved at ${time(resolved)}`] : []),
  ];
}

const VERBS: Record<string, string> = { open: "Opens", update: "Updates", close: "Closes" };
