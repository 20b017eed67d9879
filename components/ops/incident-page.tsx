import { incidentTitle } from "@/components/history/incident-preview";
import { IncidentUpdates } from "@/components/history/incident-updates";
import { t } from "@/components/messages/t";
import { Note } from "@/components/status/note";
import { PHASES, stateOfSeverity } from "@/lib/core/engine/states";
import type { OpsTold } from "@/lib/schemas/ops";
import type { WriteDraft } from "@/lib/schemas/ops-form";
import { OPEN_PHASES } from "@/lib/schemas/ops-incident";
import { TicketLink } from "./evidence";
import { Section } from "./heading";
import { opsMessages } from "./ops-messages";
import { StateLabel } from "./state-label";
import { spanText, When } from "./when";
import { WriteFlow } from "./write-flow";
import type { StepAction, SurfaceGroup } from "./write-step";

type Props = {
  told: OpsTold;
  names: Readonly<Record<string, string>>;
  groups: readonly SurfaceGroup[];
  action: string;
  step: StepAction;
};

/** One incident: what customers have read of it, and the forms that tell more. */
export function IncidentPage({ told, ...form }: Props) {
  const { incident } = told;
  const isMaintenance = incident.severity === "maintenance";
  return (
    <>
      <Summary told={told} />
      <div className="grid gap-8 lg:grid-cols-2">
        <Forms told={told} {...form} />
        <div className="min-w-0 space-y-8">
          {incident.postmortem && (
            <Section id="postmortem" title="Postmortem">
              <div className="panel space-y-2 p-4">
                {incident.postmortem.text.split("\n").map((paragraph) => (
                  <Note key={paragraph} text={paragraph} />
                ))}
              </div>
            </Section>
          )}
          <Section id="told" title="What customers have read">
            <div className="panel ops-read">
              <IncidentUpdates messages={opsMessages} incident={incident} isMaintenance={isMaintenance} />
            </div>
          </Section>
        </div>
      </div>
    </>
  );
}

function Summary({ told: { incident, public_id: id, ...told } }: { told: OpsTold }) {
  const { openedAt, resolvedAt, surfaces, words, severity } = incident;
  const phase = words.at(-1)?.phase;
  const at = (ms: number) => new Date(ms).toISOString();
  return (
    <div className="mb-5 space-y-1">
      <h1 dir="auto" className="font-semibold text-2xl wrap-anywhere">
        {incidentTitle(opsMessages, incident)}
      </h1>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1" data-state={stateOfSeverity(severity)}>
        {resolvedAt === null ? <StateLabel state={stateOfSeverity(severity)} /> : <span>Resolved</span>}
        {resolvedAt === null && phase && phase !== "resolved" && severity !== "maintenance" && (
          <span className="ops-tag">{t(opsMessages, `incident.phases.${phase}`)}</span>
        )}
        <span className="text-muted">
          {resolvedAt === null && "since "}
          <When at={at(openedAt)} />
          {resolvedAt !== null && `, ${spanText(resolvedAt - openedAt)}`}
        </span>
        <span className="text-muted">{id}</span>
        {told.freescout_ticket_id !== null && <TicketLink id={told.freescout_ticket_id} url={told.ticket_url} />}
      </p>
      <p className="wrap-anywhere">{surfaces.map(({ name }) => name).join(", ")}</p>
      <p className="flex flex-wrap gap-x-5 text-sm">
        {[
          [`/incidents/${id}`, "Public page"],
          [`/ops/at?time=${at(openedAt)}`, "Time machine: as it began"],
          ...(resolvedAt === null ? [] : [[`/ops/at?time=${at(resolvedAt)}`, "As it ended"]]),
          [`/ops/incidents?correct=${told.id}#${id}`, "Edit record"],
        ].map(([href, name]) => (
          <a key={name} href={href} className="link inline-flex min-h-11 items-center">
            {name}
          </a>
        ))}
      </p>
    </div>
  );
}

const ACTIONS = { update_incident: "Add update", resolve_incident: "Resolve" } as const;
type Action = keyof typeof ACTIONS;

/** Who else tells of an incident, and where. */
const ELSEWHERE: Partial<Record<OpsTold["kind"], string>> = {
  ticket: "Its ticket tells of it: phase, note and surfaces are the ticket’s fields.",
  pin: "It is an override’s: change or clear the override on its surface’s page.",
  window: "It is a maintenance window’s: change the window under Maintenance.",
};

function Forms({ told, names, groups, action, step }: Props) {
  const { incident, kind, public_id: id } = told;
  const isOpen = incident.resolvedAt === null;
  if (isOpen && kind !== "operator")
    return (
      <section aria-label="Elsewhere" className="panel min-w-0 self-start p-4 sm:p-5">
        <p>{ELSEWHERE[kind] ?? "It was not opened by an operator."}</p>
        <p className="mt-1 text-muted text-sm">Once it is resolved, its postmortem is written here.</p>
      </section>
    );
  const chosen: Action = action === "resolve_incident" ? action : "update_incident";
  return (
    <section aria-label="Tell customers" className="panel min-w-0 self-start p-4 sm:p-5">
      {isOpen && (
        <nav aria-label="Action" className="mb-4 flex flex-wrap gap-2">
          {Object.entries(ACTIONS).map(([each, name]) => (
            <a
              key={each}
              href={`/ops/incidents/${id}?action=${each}`}
              aria-current={each === chosen ? "page" : undefined}
              className="ops-quiet"
            >
              {name}
            </a>
          ))}
        </nav>
      )}
      {/* One form, whatever it is for: what resolved the incident says so, on the page that then offers the postmortem. */}
      <WriteFlow
        messages={opsMessages}
        action={step}
        draft={isOpen ? draftOn(told, chosen) : draftPostmortem(told)}
        {...{ names, groups }}
      />
    </section>
  );
}

function draftPostmortem({ id, revision, incident: { postmortem } }: OpsTold): WriteDraft {
  const text = postmortem?.text ?? "";
  return { action: "postmortem", incident_id: id, revision, text, was: { text } };
}

/** An update begins with the phase moved on; what holds each surface is shown as it is. */
function draftOn({ id, incident, severities: held, surfaces }: OpsTold, action: Action): WriteDraft {
  if (action === "resolve_incident")
    return { action, incident_id: id, surfaces: surfaces.filter(({ surface_id: on }) => held[on]), public_note: "" };
  const phase = incident.words.at(-1)?.phase ?? "investigating";
  const next = OPEN_PHASES[PHASES.indexOf(phase) + 1] ?? "monitoring";
  const severities = Object.fromEntries(surfaces.map(({ surface_id: on }) => [on, held[on] ?? ""]));
  const title = incident.title ?? "";
  const was = { severities, title, phase };
  return { action, incident_id: id, surfaces, severities, title, phase: next, public_note: "", was };
}
