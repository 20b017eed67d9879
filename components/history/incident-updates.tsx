import { type Messages, t } from "@/components/messages/t";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { stateOfSeverity } from "@/lib/core/engine/states";
import type { IncidentUpdate } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";

type Props = { messages: Messages; updates: readonly IncidentUpdate[]; isMaintenance: boolean };

/** An incident's updates, newest first. */
export function IncidentUpdates({ messages, updates, isMaintenance }: Props) {
  const keyed = updates.map((update, i) => ({ update, key: `${i}-${update.at}` })).reverse();
  return (
    <ol className="divide-y divide-line">
      {keyed.map(({ update, key }) => (
        <Update key={key} messages={messages} update={update} isMaintenance={isMaintenance} />
      ))}
    </ol>
  );
}

type UpdateProps = { messages: Messages; update: IncidentUpdate; isMaintenance: boolean };

/** Maintenance starts and is completed; nothing was broken. */
const IN_MAINTENANCE = { opened: "started", updated: "updated", resolved: "completed", reopened: "started" } as const;

/** A resolved incident says nothing of the state that followed, so its last update has a neutral mark. */
function Update({ messages, update: { at, kind, severity, note }, isMaintenance }: UpdateProps) {
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
          </h3>
          <p className="text-muted text-sm">
            <LocalTime messages={messages} at={toPublicTime(at)} withYear />
          </p>
        </div>
      </div>
      {note && <Note text={note} className="ps-8 lg:col-span-7 lg:ps-0" />}
    </li>
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
