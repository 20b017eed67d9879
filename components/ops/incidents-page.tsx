import type { ReactNode } from "react";
import { t } from "@/components/messages/t";
import { StateIcon } from "@/components/status/state-icon";
import { stateOfSeverity } from "@/lib/core/engine/states";
import type { OpsIncident, OpsIncidents } from "@/lib/schemas/ops";
import type { OpsProblem, WriteDraft } from "@/lib/schemas/ops-form";
import { TicketLink } from "./evidence";
import { FilterForm, NextPage, Pick, surfaceOptions, TextBox } from "./filter-form";
import { Heading, Section } from "./heading";
import { opsMessages } from "./ops-messages";
import { Problem } from "./problem";
import { remarkText } from "./remark-text";
import { stateText } from "./state-label";
import { spanText, When } from "./when";
import { WriteFlow } from "./write-flow";
import type { StepAction } from "./write-step";

const MINUTE_MS = 60_000;

type Names = Readonly<Record<string, string>>;
type Props = OpsIncidents & {
  problem: OpsProblem | null;
  names: Names;
  now: number;
  query: Record<string, string>;
  step: StepAction;
};

const WHICH: [value: string, label: string][] = [
  ["", "All"],
  ["1", "Open"],
  ["0", "Resolved"],
];

/** Open and past incidents: their updates, what the note policy removed, and the form that corrects the record. */
export function IncidentsPage({ incidents, next, problem, names, now, query, step }: Props) {
  const { correct, ...shown } = query;
  const { before: _, ...filter } = shown;
  return (
    <>
      <Heading title="Incidents">
        <a href="/ops/incidents/new" className="ops-button">
          New incident
        </a>
      </Heading>
      <FilterForm action="/ops/incidents">
        <Pick name="surface" label="Surface" value={query.surface ?? ""} options={surfaceOptions(names)} />
        <Pick name="open" label="Which" value={query.open ?? ""} options={WHICH} />
        <TextBox name="month" label="Month (UTC)" type="month" value={query.month ?? ""} />
        <TextBox name="q" label="Search" type="search" value={query.q ?? ""} />
      </FilterForm>
      {problem && <Problem problem={problem} />}
      {incidents.length === 0 && <p className="text-muted">No incidents.</p>}
      <div className="space-y-8">
        {[...Map.groupBy(incidents, ({ opened_at: at }) => at.slice(0, 7))].map(([month, ofMonth]) => (
          <Section key={month} id={`month-${month}`} title={monthText(month)}>
            <ul aria-label={`Incidents of ${monthText(month)}`} className="panel divide-y divide-line">
              {ofMonth.map((incident) => (
                <li
                  key={incident.id}
                  id={incident.public_id}
                  data-incident={incident.public_id}
                  // The address leads to it, and the browser's focus with it.
                  tabIndex={String(incident.id) === correct ? -1 : undefined}
                  className="scroll-mt-4 space-y-1 px-4 py-3"
                >
                  <Incident incident={incident} now={now} name={names[incident.surface_id] ?? incident.surface_id}>
                    <a
                      href={`/ops/incidents/${incident.public_id}`}
                      className="link inline-flex min-h-11 items-center text-sm"
                    >
                      {actionText(incident)} <span className="sr-only">{incident.public_id}</span>
                    </a>
                    <a
                      href={`/ops/incidents?${new URLSearchParams({ ...query, correct: String(incident.id) })}#${incident.public_id}`}
                      className="link inline-flex min-h-11 items-center text-sm"
                    >
                      Edit record <span className="sr-only">{incident.public_id}</span>
                    </a>
                  </Incident>
                  {String(incident.id) === correct && (
                    <div className="panel max-w-3xl p-4">
                      <WriteFlow
                        messages={opsMessages}
                        action={step}
                        draft={draftOn(incident)}
                        names={names}
                        beside={
                          <a
                            href={`/ops/incidents?${new URLSearchParams(shown)}#${incident.public_id}`}
                            className="ops-quiet"
                          >
                            Close
                          </a>
                        }
                      />
                    </div>
                  )}
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
      <NextPage path="/ops/incidents" query={filter} next={next} />
    </>
  );
}

/** What there is to do on an incident's page. */
const actionText = ({ kind, resolved_at: to }: OpsIncident): string =>
  to !== null ? "Postmortem" : kind === "operator" ? "Add update" : "Open";

function draftOn(incident: OpsIncident): WriteDraft {
  const { resolved_at: resolved, opened_at } = incident;
  const was = { opened_at, ...(resolved && { resolved_at: resolved, public_note: incident.public_note ?? "" }) };
  return { action: "correct_incident", incident_id: incident.id, updated_at: incident.updated_at, ...was, was };
}

const MONTH = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

/** `2026-11` → `November 2026`. */
const monthText = (month: string): string => MONTH.format(new Date(`${month}-01T00:00:00Z`));

const KINDS: Record<OpsIncident["kind"], string> = {
  operator: "by an operator",
  ticket: "ticket",
  window: "maintenance",
  pin: "override",
  other: "other",
};

/** When readers had seen it: a minute after it was opened, by which no cached response is older, or before it was over. */
function seenAt({ opened_at, resolved_at }: OpsIncident, now: number): string {
  const over = resolved_at === null ? now : Date.parse(resolved_at) - 1;
  const opened = Date.parse(opened_at);
  return new Date(Math.max(opened, Math.min(opened + MINUTE_MS, over))).toISOString();
}

type IncidentProps = {
  incident: OpsIncident;
  now: number;
  name: string;
  /** What can be done with it. */
  children: ReactNode;
};

function Incident({ incident, now, name, children }: IncidentProps) {
  const { opened_at: from, resolved_at: to, severity, kind } = incident;
  const state = severity === null ? "UNKNOWN" : stateOfSeverity(severity);
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-8">
        <div className="flex min-w-0 gap-3">
          <StateIcon state={state} className="mt-0.5" />
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-3">
              <span className="font-medium wrap-anywhere">{name}</span>
              {to === null && <span className="ops-tag">ongoing</span>}
            </p>
            <p className="flex flex-wrap gap-x-3 text-muted text-sm tabular-nums">
              <span>
                <When at={from} />
                {to === null ? "" : `, ${spanText(Date.parse(to) - Date.parse(from))}`}
              </span>
              <span>
                {KINDS[kind]}, {incident.public_id}
              </span>
            </p>
          </div>
        </div>
        <p className="flex flex-wrap gap-x-4 ps-8 text-sm max-sm:gap-x-2.5">
          {incident.freescout_ticket_id !== null && (
            <TicketLink id={incident.freescout_ticket_id} url={incident.ticket_url} />
          )}
          <a href={`/ops/at?time=${seenAt(incident, now)}`} className="link inline-flex min-h-11 items-center">
            The page then <span className="sr-only">{incident.public_id}</span>
          </a>
          {children}
        </p>
      </div>
      <div className="space-y-1 ps-8 empty:hidden">
        {incident.public_note && <p className="wrap-anywhere">“{incident.public_note}”</p>}
        <PublicUpdates words={incident.words} />
        <RemovedRemarks remarks={incident.left_out} />
      </div>
    </>
  );
}

/** The public updates, as they were shown. */
function PublicUpdates({ words }: { words: OpsIncident["words"] }) {
  if (words.length === 0) return null;
  return (
    <details className="last:-mb-3">
      <summary className="link inline-flex min-h-11 items-center text-sm">Updates ({words.length})</summary>
      <ol className="space-y-1 text-sm">
        {words.map((update) => (
          <li key={`${update.kind} ${update.effective_at}`}>
            <span className="font-medium">{t(opsMessages, `incident.kinds.${update.kind}`)}</span>{" "}
            <span className="text-muted">
              <When at={update.effective_at} />
              {update.severity && `, ${stateText(stateOfSeverity(update.severity))}`}
            </span>
            {update.public_note && <span className="block wrap-anywhere">“{update.public_note}”</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What the note policy removed from the ticket's notes. */
function RemovedRemarks({ remarks }: { remarks: OpsIncident["left_out"] }) {
  if (remarks.length === 0) return null;
  return (
    <ul aria-label="Removed by the note policy" data-state="DEGRADED" className="text-sm text-state-ink">
      {remarks.map(({ at, remark }) => (
        <li key={`${at} ${remark}`}>
          <When at={at} />: {remarkText(remark)}
        </li>
      ))}
    </ul>
  );
}
