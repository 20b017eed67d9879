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
        <section aria-labelledby="notes" className="mb-8">
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
        <section aria-labelledby="measured-outside" className="mb-8">
          <h2 id="measured-outside" className="section-title mb-1">
            {t(messages, "mirror.measured")}
          </h2>
          <p className="mb-3 text-muted text-sm">{t(messages, "mirror.about")}</p>
          <ul className="panel grid gap-x-10 px-4 py-2 sm:grid-cols-2 sm:px-6">
            {worstFirst(measured).map((each) => (
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
    <li data-state={state} className="flex gap-3 px-4 py-4 sm:px-6">
      <StateIcon state={state} className="mt-0.5 size-5" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-2.5">
          <strong className="font-semibold wrap-anywhere">{name}</strong>{" "}
          <span className="text-state-ink">{t(messages, `states.${state}`)}</span>{" "}
          <span className="text-muted text-sm tabular-nums">
            <LocalTime messages={messages} at={toPublicTime(at)} />
          </span>
        </p>
        {note !== "" && <Note text={note} className="mt-1" />}
      </div>
    </li>
  );
}

/** An answer from outside proves that a service can be reached and no more, so it has words of its own. */
const ANSWERS = {
  DOWN: "mirror.fails",
  DEGRADED: "mirror.unsure",
  UNKNOWN: "mirror.unsure",
  OPERATIONAL: "mirror.answers",
} as const satisfies Partial<Record<State, string>>;
type Answer = keyof typeof ANSWERS;

const answerOf = ({ state }: Measured): Answer => (state in ANSWERS ? (state as Answer) : "UNKNOWN");

const ORDER = Object.keys(ANSWERS);
const worstFirst = (measured: readonly Measured[]): Measured[] =>
  measured.toSorted((a, b) => ORDER.indexOf(answerOf(a)) - ORDER.indexOf(answerOf(b)));

function MeasuredItem({ messages, measured }: { messages: Messages; measured: Measured }) {
  const { name, at, lastKnown } = measured;
  const answer = answerOf(measured);
  return (
    <li data-state={answer} className="flex gap-3 py-2 text-sm">
      <StateIcon state={answer} className="mt-0.5 size-5" />
      <div className="min-w-0 leading-6">
        <p className="flex flex-wrap gap-x-2.5">
          <span className="font-medium wrap-anywhere">{name}</span>{" "}
          <span className="text-state-ink">{t(messages, ANSWERS[answer])}</span>
        </p>
        <p className="flex flex-wrap gap-x-2.5 text-muted">
          <span className="tabular-nums">
            <LocalTime messages={messages} at={toPublicTime(at)} />
          </span>{" "}
          <span>{t(messages, "mirror.lastKnown", { state: t(messages, `states.${lastKnown}`) })}</span>
        </p>
      </div>
    </li>
  );
}
