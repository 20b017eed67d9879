"use client";

import { useEffect, useRef } from "react";
import { type Messages, t } from "@/components/messages/t";
import { momentText, UTC } from "@/components/status/time-format";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import type { WriteDraft, WriteStep } from "@/lib/schemas/ops-form";
import { CustomersRead } from "./customers-read";
import { Meanwhile } from "./problem";
import type { StepForm } from "./write-step";

type Props = StepForm & { state: Extract<WriteStep, { step: "confirm" }> };

/** The effect by name, exactly what customers would read, and one button that does it. */
export function ConfirmStep({ messages, submit, isPending, names, state: { write, preview, meanwhile } }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <form action={submit} className="space-y-4">
      <input type="hidden" name="write" value={JSON.stringify(write)} />
      <h2 ref={heading} tabIndex={-1} className="section-title outline-none">
        Customers will read{isLater(write) && ` from ${momentText(messages, preview.read_at, UTC)}`}:
      </h2>
      <Meanwhile rows={meanwhile} names={names} />
      {preview.surfaces.length > 0 ? (
        <CustomersRead messages={messages} preview={preview} />
      ) : (
        <p className="text-muted">The page as it is now. {RECORD[write.action] ?? ""}</p>
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
  correct_incident: "The record of the incident changes in the history, and the log says who corrected it.",
};

const isLater = ({ action }: WriteDraft): boolean => action === "plan_window" || action === "edit_window";

/** What the write changes, each in a sentence. */
function listEffects(messages: Messages, preview: OpsPreview, write: WriteDraft): string[] {
  const { surfaces, overall_before: before, overall_after: after, incidents } = preview;
  const changed = surfaces.filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after)).length;
  const count = (op: string) => incidents.filter((incident) => incident.op === op).length;
  const { opened_at: opened, resolved_at: resolved, expires_at: expires } = write;
  const time = (at: string) => momentText(messages, at, UTC, true);
  return [
    changed === 1 ? "1 surface changes" : `${changed} surfaces change`,
    before === after ? `overall stays ${after}` : `overall becomes ${after}, from ${before}`,
    ...surfaces
      .filter((each) => each.before.state !== each.after.state)
      .map(
        (each) =>
          `${each.after.display_name}: ${t(messages, `states.${each.before.state}`)} → ${t(messages, `states.${each.after.state}`)}`,
      ),
    ...["open", "update", "close"]
      .filter((op) => count(op) > 0)
      .map((op) => `${VERBS[op]} ${count(op) === 1 ? "1 incident" : `${count(op)} incidents`}`),
    ...(expires ? [`holds until ${time(expires)}`] : []),
    ...(opened ? [`opened at ${time(opened)}`] : []),
    ...(resolved ? [`resolved at ${time(resolved)}`] : []),
  ];
}

const VERBS: Record<string, string> = { open: "opens", update: "updates", close: "closes" };
