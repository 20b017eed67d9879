import { type Messages, t } from "@/components/messages/t";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import type { State } from "@/lib/core/engine/states";
import { toPublicTime } from "@/lib/schemas/public-time";
import type { Measured, MirrorNote, MirrorView } from "./mirror-view";

type Props = { messages: Messages; mirror: MirrorView };

/** What is newer than the copy while the status page does not answer: what operators say, and what was measured from outside. */
export function MirrorNews({ messages, mirror: { notes, measured } }: Props) {
  return (
    <>
      {notes.length > 0 && (
        <section aria-labelledby="notes" className="mt-6">
          <h2 id="notes" className="section-title mb-3">
            {t(messages, "mirror.notes")}
          </h2>
          <ul className="panel divide-y divide-line">
            {notes.map((note) => (
              <NoteItem key={note.id} messages={messages} note={note} />
            ))}
          </ul>
        </section>
      )}
      {measured.length > 0 && (
        <section aria-labelledby="measured-outside" className="mt-6 mb-6">
          <h2 id="measured-outside" className="section-title mb-1">
            {t(messages, "mirror.measured")}
          </h2>
          <p className="mb-3 text-muted text-sm">{t(messages, "mirror.about")}</p>
          <ul className="panel divide-y divide-line">
            {measured.map((each) => (
              <MeasuredItem key={each.surfaceId} messages={messages} measured={each} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function NoteItem({ messages, note: { name, state, note, at } }: { messages: Messages; note: MirrorNote }) {
  return (
    <li data-state={state} className="flex gap-3 px-4 py-3 text-sm sm:px-6">
      <StateIcon state={state} className="mt-0.5 size-5" />
      <div className="min-w-0 leading-6">
        <p className="flex flex-wrap gap-x-2.5">
          <span className="font-medium wrap-anywhere">{name}</span>
          <span className="text-state-ink">{t(messages, `states.${state}`)}</span>
          <span className="text-muted tabular-nums">
            <LocalTime messages={messages} at={toPublicTime(at)} />
          </span>
        </p>
        <Note text={note} />
      </div>
    </li>
  );
}

/** An answer from outside proves that a service can be reached and no more, so it has words of its own. */
const ANSWERS = {
  OPERATIONAL: "mirror.answers",
  DOWN: "mirror.fails",
  DEGRADED: "mirror.unsure",
  UNKNOWN: "mirror.unsure",
} as const satisfies Partial<Record<State, string>>;

function MeasuredItem({ messages, measured }: { messages: Messages; measured: Measured }) {
  const { name, state, at, lastKnown } = measured;
  const answer = state === "OPERATIONAL" || state === "DOWN" || state === "DEGRADED" ? state : "UNKNOWN";
  return (
    <li data-state={answer} className="flex gap-3 px-4 py-3 text-sm sm:px-6">
      <StateIcon state={answer} className="mt-0.5 size-5" />
      <p className="flex min-w-0 flex-wrap gap-x-2.5 leading-6">
        <span className="font-medium wrap-anywhere">{name}</span>
        <span className="text-state-ink">{t(messages, ANSWERS[answer])}</span>
        <span className="text-muted tabular-nums">
          <LocalTime messages={messages} at={toPublicTime(at)} />
        </span>
        <span className="text-muted">
          {t(messages, "mirror.lastKnown", { state: t(messages, `states.${lastKnown}`) })}
        </span>
      </p>
    </li>
  );
}
