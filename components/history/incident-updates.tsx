import { type Messages, t } from "@/components/messages/t";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { stateOfSeverity } from "@/lib/core/engine/states";
import type { Incident, IncidentSurface, IncidentUpdate } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";

type Props = { messages: Messages; incident: Pick<Incident, "words" | "surfaces">; isMaintenance: boolean };

/** An incident's updates, newest first. */
export function IncidentUpdates({ messages, incident: { words, surfaces }, isMaintenance }: Props) {
  return (
    <ol className="divide-y divide-line">
      {words.toReversed().map((update) => (
        <Update
          key={update.revision}
          messages={messages}
          update={update}
          surfaces={surfaces}
          isMaintenance={isMaintenance}
        />
      ))}
    </ol>
  );
}

type UpdateProps = {
  messages: Messages;
  update: IncidentUpdate;
  surfaces: readonly IncidentSurface[];
  isMaintenance: boolean;
};

/** Maintenance starts and is completed; nothing was broken. */
const IN_MAINTENANCE = { opened: "started", updated: "updated", resolved: "completed", reopened: "started" } as const;

/** A resolved incident says nothing of the state that followed, so its last update has a neutral mark. */
function Update({ messages, update, surfaces, isMaintenance }: UpdateProps) {
  const { at, kind, phase, severity, note } = update;
  const state = stateOfSeverity(severity);
  const isEnd = kind === "resolved";
  return (
    <li data-state={isEnd ? undefined : state} className="grid gap-x-8 gap-y-2 p-4 sm:px-6 lg:grid-cols-12">
      <div className="flex gap-3 lg:col-span-5">
        {isEnd ? <EndMark /> : <StateIcon state={state} className="mt-0.5" />}
        <div className="min-w-0">
          <h3 className="flex flex-wrap gap-x-2.5">
            <span className="font-semibold">
              {t(messages, `incident.kinds.${isMaintenance ? IN_MAINTENANCE[kind] : kind}`)}
            </span>
            {!isEnd && !isMaintenance && <span className="text-state-ink">{t(messages, `states.${state}`)}</span>}
            {phase !== "resolved" && !isMaintenance && <PhaseChip>{t(messages, `incident.phases.${phase}`)}</PhaseChip>}
          </h3>
          <p className="text-muted text-sm">
            <LocalTime messages={messages} at={toPublicTime(at)} withYear />
          </p>
          {!isEnd && surfaces.length > 1 && <Changes messages={messages} update={update} surfaces={surfaces} />}
        </div>
      </div>
      {note && <Note text={note} className="ps-8 lg:col-span-7 lg:ps-0" />}
    </li>
  );
}

function PhaseChip({ children }: { children: string }) {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-line px-2 py-0.5 font-medium text-muted text-xs">
      {children}
    </span>
  );
}

type ChangesProps = Pick<UpdateProps, "messages" | "update" | "surfaces">;

/** What an update changed on each surface, where the incident has several. */
function Changes({ messages, update: { changes }, surfaces }: ChangesProps) {
  const named = changes.flatMap(({ surfaceId, severity }) => {
    const name = surfaces.find(({ id }) => id === surfaceId)?.name;
    return name === undefined ? [] : [{ surfaceId, name, severity }];
  });
  return (
    <ul className="mt-1 text-sm">
      {named.map(({ surfaceId, name, severity }) => (
        <li key={surfaceId} className="wrap-anywhere">
          {t(messages, "incident.title", {
            surface: name,
            state: t(messages, severity ? `states.${stateOfSeverity(severity)}` : "incident.kinds.resolved"),
          })}
        </li>
      ))}
    </ul>
  );
}

function EndMark() {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="mt-0.5 size-5 shrink-0 stroke-muted"
    >
      <circle cx="10" cy="10" r="7.5" />
      <path d="m6.6 10.3 2.4 2.4 4.5-5" />
    </svg>
  );
}
