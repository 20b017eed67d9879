"use client";

import { useEffect, useRef } from "react";
import { type Messages, t } from "@/components/messages/t";
import { momentText } from "@/components/status/time-format";
import { useZone } from "@/components/status/use-zone";
import { type Source, type State, stateOfSeverity } from "@/lib/core/engine/states";
import { reachVerdict } from "@/lib/core/verdict";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import type { WriteDraft, WriteStep } from "@/lib/schemas/ops-form";
import { CustomersRead } from "./customers-read";
import { NoticePreview } from "./notice-preview";
import { Conflict, Problem } from "./problem";
import { RecordChange } from "./record-change";
import { StoryRead } from "./story-read";
import type { StepForm } from "./write-step";

type Props = StepForm & { state: Extract<WriteStep, { step: "confirm" }> };

/** The write's effects, exactly what customers would read, and the button that confirms it. */
export function ConfirmStep({ messages, submit, isPending, names, state }: Props) {
  const { write, preview, conflict, problem } = state;
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const theirs = conflict?.map(({ id }) => id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is looked at anew; another language is none
  useEffect(() => {
    const reason = form.current?.querySelector<HTMLElement>("[role=alert][tabindex]");
    (reason ?? heading.current)?.focus();
  }, [problem, theirs, write.request_id]);
  const zone = useZone();
  const moment: Moment = (at) => momentText(messages, at, zone, true);
  const isTold = preview.story !== null;
  const isDocument = write.action === "postmortem";
  const isRecord = write.action === "correct_incident" || isDocument || isCancelling(write, preview);
  return (
    <form ref={form} action={submit} className="space-y-4">
      <input type="hidden" name="write" value={JSON.stringify(write)} />
      {problem && <Problem problem={problem} />}
      {conflict && <Conflict messages={messages} rows={conflict} record={preview.record} names={names} />}
      <h2 ref={heading} tabIndex={-1} className="section-title outline-none">
        {isRecord && !isDocument ? "The record will read:" : `Customers will read${from(write, preview, moment)}:`}
      </h2>
      {!isTold && <RecordChange messages={messages} record={preview.record} names={names} />}
      {!isRecord && <CustomersRead messages={messages} preview={preview} />}
      {preview.story && <StoryRead messages={messages} story={preview.story} />}
      {isTold && preview.record?.after && (!isDocument || conflict) && (
        <RecordChange messages={messages} record={preview.record} names={names} />
      )}
      <Claims messages={messages} claims={preview.claims} names={names} />
      <ul data-effect className="list-disc space-y-0.5 ps-5 text-sm">
        {listEffects(messages, { preview, write }, moment).map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <NoticePreview notices={preview.notices} />
      <div className="ops-submit flex flex-wrap gap-2">
        <button type="submit" name="step" value="confirm" className="ops-button max-sm:grow" disabled={isPending}>
          {isPending ? "One moment …" : confirmText(write, preview)}
        </button>
        <button type="submit" name="step" value="edit" className="ops-quiet" disabled={isPending}>
          Back
        </button>
      </div>
    </form>
  );
}

const isCancelling = ({ action }: WriteDraft, { record, read_at: at }: OpsPreview): boolean =>
  action === "end_window" && Date.parse(record?.before?.starts_at ?? at) > Date.parse(at);

/** A moment in words, in the zone that the operator chose. */
type Moment = (at: string) => string;

const from = ({ action }: WriteDraft, { read_at: at }: OpsPreview, moment: Moment): string =>
  action === "plan_window" || action === "edit_window" ? ` from ${moment(at)}` : "";

function confirmText(write: WriteDraft, preview: OpsPreview): string {
  if (preview.story) return "Publish";
  if (write.action !== "end_window") return "Confirm";
  return isCancelling(write, preview) ? "Cancel maintenance" : "End now";
}

const SOURCES: Partial<Record<Source, string>> = {
  prober: "The prober",
  "3p_poller": "The partner’s status page",
  freescout: "An open ticket",
};

type ClaimsProps = { messages: Messages; claims: OpsPreview["claims"]; names: StepForm["names"] };

/** What readers will see again once the override is cleared. */
function Claims({ messages, claims, names }: ClaimsProps) {
  if (claims.length === 0) return null;
  return (
    <div role="alert" data-state="DEGRADED" className="rounded-xl border border-state-line bg-state-tint p-3.5 text-sm">
      <ul className="space-y-1">
        {claims.map(({ surface_id: id, source, state }) => (
          <li key={`${id} ${source}`}>
            {SOURCES[source]} still reports {t(messages, `states.${state}`)} on {names[id] ?? id}: the page turns green
            now, and shows {t(messages, `states.${state}`)} again{" "}
            {source === "freescout" ? "with the ticket’s next update." : "within about a minute, with the next check."}
          </li>
        ))}
      </ul>
    </div>
  );
}

type Drafted = { preview: OpsPreview; write: WriteDraft };

/** The write's effects, one line each. */
function listEffects(messages: Messages, { preview, write }: Drafted, moment: Moment): string[] {
  const { surfaces, incidents } = preview;
  const { before, after } = verdicts(preview);
  const changed = surfaces.filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after)).length;
  const count = (op: string) => incidents.filter((incident) => incident.op === op).length;
  const state = (name: State) => t(messages, `states.${name}`);
  if (write.action === "postmortem") return ["The postmortem is published; the incident stays resolved"];
  const steps = ["open", "update", "close"]
    .filter((op) => count(op) > 0)
    .map((op) => `${VERBS[op]} ${count(op) === 1 ? "1 incident" : `${count(op)} incidents`}`);
  return [
    `Changes ${changed === 1 ? "1 surface" : `${changed} surfaces`}`,
    before === after ? `Page stays ${state(after)}` : `Page goes from ${state(before)} to ${state(after)}`,
    ...surfaces
      .filter((each) => each.before.state !== each.after.state)
      .map((each) => `${each.after.display_name}: ${state(each.before.state)} → ${state(each.after.state)}`),
    ...(preview.story ? listOutranked(messages, preview) : steps),
    ...(write.action === "correct_incident" ? ["The history changes, and the audit log names you"] : []),
    ...listExpiry(write, moment),
    ...(write.tell_nobody ? ["Subscribers are told nothing"] : []),
  ];
}

/** The surfaces on which readers see another state than the incident's. */
const listOutranked = (messages: Messages, { story, page }: OpsPreview): string[] =>
  (story?.active ?? []).flatMap(({ surface_id: id, surface_display_name: name, severity }) => {
    const state = page.find((each) => each.id === id)?.state;
    if (state === undefined || state === stateOfSeverity(severity)) return [];
    return [`${name} is shown as ${t(messages, `states.${state}`)}: another source decides there`];
  });

/** What the page leads with, before and after the write. */
function verdicts({ page, surfaces, layout }: OpsPreview) {
  const was = page.map((each) => surfaces.find(({ after }) => after.id === each.id)?.before ?? each);
  return { before: reachVerdict(was, layout.team).state, after: reachVerdict(page, layout.team).state };
}

const VERBS: Record<string, string> = { open: "Opens", update: "Updates", close: "Closes" };

function listExpiry({ action, state, expires_in: span, expires_at: at }: WriteDraft, moment: Moment): string[] {
  if (action !== "override" || state === "OPERATIONAL") return [];
  if (span === "at" && at) return [`Expires at ${moment(at)}`];
  const minutes = Number(span);
  if (!minutes) return ["Lasts until an operator clears it"];
  return [`Expires ${minutes < 60 ? `${minutes} min` : `${minutes / 60} h`} after you confirm`];
}
