import { type Messages, t } from "@/components/messages/t";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { stateOfSeverity } from "@/lib/core/engine/states";
import type { IncidentUpdate } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";

/** An incident's updates, oldest first. */
export function IncidentUpdates({ messages, updates }: { messages: Messages; updates: readonly IncidentUpdate[] }) {
  const keyed = updates.map((update, i) => ({ update, key: `${i}-${update.at}` }));
  return (
    <ol className="divide-y divide-line">
      {keyed.map(({ update, key }) => (
        <Update key={key} messages={messages} update={update} />
      ))}
    </ol>
  );
}

/** A resolved incident says nothing of the state that followed, so its last update has a neutral mark. */
function Update({ messages, update: { at, kind, severity, note } }: { messages: Messages; update: IncidentUpdate }) {
  const state = stateOfSeverity(severity);
  const isEnd = kind === "resolved";
  return (
    <li data-state={isEnd ? undefined : state} className="grid gap-x-8 gap-y-2 p-4 sm:p-6 lg:grid-cols-12">
      <div className="flex gap-3 lg:col-span-5">
        {isEnd ? <EndMark /> : <StateIcon state={state} className="mt-0.5 size-5" />}
        <div className="min-w-0">
          <h3 className="flex flex-wrap gap-x-2.5">
            <span className="font-semibold">{t(messages, `incident.kinds.${kind}`)}</span>
            {!isEnd && <span className="text-state-ink">{t(messages, `states.${state}`)}</span>}
          </h3>
          <p className="min-h-10 text-muted text-sm tabular-nums sm:min-h-5 lg:min-h-10 xl:min-h-5">
            <LocalTime messages={messages} at={toPublicTime(at)} withYear withUtc />
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
