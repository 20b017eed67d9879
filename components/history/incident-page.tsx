import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { stateOfSeverity } from "@/lib/core/engine/states";
import type { Incident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";
import { Fact, Facts } from "./facts";
import { type Fallback, FallbackNotice, servedAt } from "./fallback-notice";
import { incidentTitle } from "./incident-preview";
import { IncidentUpdates } from "./incident-updates";
import { OngoingBadge } from "./ongoing-badge";
import { Trail } from "./trail";

type Props = { messages: Messages; incident: Incident; now: number };
type PageProps = Props & { previous: string | null; next: string | null; fallback: Fallback };

/** One incident: what it was, how long, and all of its updates. */
export function IncidentPage({ messages, incident, previous, next, now, fallback }: PageProps) {
  const isMaintenance = incident.severity === "maintenance";
  return (
    <>
      <FallbackNotice messages={messages} path={`/incidents/${incident.id}`} fallback={fallback} />
      <Trail messages={messages} withHistory />
      <Summary messages={messages} incident={incident} now={servedAt(now, fallback)} />
      {incident.postmortem && <Postmortem messages={messages} postmortem={incident.postmortem} />}
      <section aria-labelledby="words" className="mt-10">
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="words" className="section-title">
            {t(messages, "incident.words")}
          </h2>
          {incident.words.length > 1 && <p className="text-muted text-sm">{t(messages, "incident.wordsHint")}</p>}
        </div>
        <div className="panel">
          {incident.words.length > 2 || incident.words.some(({ note }) => note !== null) ? (
            <IncidentUpdates messages={messages} incident={incident} isMaintenance={isMaintenance} />
          ) : (
            <Unsaid messages={messages} note={incident.note} />
          )}
        </div>
      </section>
      {(previous || next) && <Neighbours messages={messages} previous={previous} next={next} />}
    </>
  );
}

function Postmortem({ messages, postmortem }: { messages: Messages; postmortem: NonNullable<Incident["postmortem"]> }) {
  return (
    <section aria-labelledby="postmortem" className="mt-10">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="postmortem" className="section-title">
          {t(messages, "incident.postmortem")}
        </h2>
        <p className="text-muted text-sm">
          <LocalTime messages={messages} at={toPublicTime(postmortem.at)} withYear />
        </p>
      </div>
      <div className="panel space-y-3 p-4 sm:p-6">
        {postmortem.text.split("\n").map((paragraph) => (
          <Note key={paragraph} text={paragraph} />
        ))}
      </div>
    </section>
  );
}

function Neighbours({ messages, previous, next }: { messages: Messages } & Pick<PageProps, "previous" | "next">) {
  return (
    <nav aria-label={t(messages, "history.title")} className="mt-6 flex flex-wrap justify-between gap-x-6">
      {previous && (
        <a href={linkTo(messages, `/incidents/${previous}`)} rel="prev" className="sheet-link">
          <span aria-hidden="true">←&nbsp;</span>
          <span>{t(messages, "incident.previous")}</span>
        </a>
      )}
      {next && (
        <a href={linkTo(messages, `/incidents/${next}`)} rel="next" className="sheet-link ms-auto">
          <span>{t(messages, "incident.next")}</span>
          <span aria-hidden="true">&nbsp;→</span>
        </a>
      )}
    </nav>
  );
}

function Summary({ messages, incident, now }: Props) {
  const state = stateOfSeverity(incident.severity);
  const duration = durationText(messages, (incident.resolvedAt ?? now) - incident.openedAt);
  const isOpen = incident.resolvedAt === null;
  const over = incident.severity === "maintenance" ? "incident.completedAfter" : "incident.resolvedAfter";
  return (
    <div
      data-state={state}
      className={`rounded-2xl border p-5 sm:p-8 ${isOpen ? "border-state-line bg-state-tint" : "border-line bg-panel"}`}
    >
      <div className="flex gap-4 sm:gap-5">
        <StateIcon state={state} className="size-9 sm:size-10" />
        <div className="min-w-0">
          <h1 dir="auto" className="text-balance font-semibold text-headline wrap-anywhere">
            {incidentTitle(messages, incident)}
          </h1>
          <p className="mt-2 flex flex-wrap items-center gap-x-2.5">
            {isOpen && <OngoingBadge messages={messages} />}
            <span className="font-medium text-state-ink">{t(messages, `states.${state}`)}</span>
            <span className="text-muted">{t(messages, isOpen ? "active.lasting" : over, { duration })}</span>
          </p>
        </div>
      </div>
      <div className="mt-6">
        <IncidentFacts messages={messages} incident={incident} />
      </div>
    </div>
  );
}

type FactsProps = { messages: Messages; incident: Incident };

function IncidentFacts({ messages, incident: { surfaces, severity, openedAt, resolvedAt } }: FactsProps) {
  const isOne = surfaces.length === 1;
  const [began, ended] =
    severity === "maintenance"
      ? (["incident.kinds.started", "incident.kinds.completed"] as const)
      : (["incident.opened", "incident.resolved"] as const);
  return (
    <Facts>
      <Fact term={t(messages, isOne ? "incident.surface" : "incident.surfaces")}>
        {surfaces.map(({ id, name, ...times }) => (
          <span key={id} className="block">
            <a
              href={linkTo(messages, `/surfaces/${encodeURIComponent(id)}`)}
              className="link -my-2.5 inline-block py-2.5"
            >
              {name}
            </a>
            {!isOne && <SurfaceTimes messages={messages} {...times} />}
          </span>
        ))}
      </Fact>
      <Fact term={t(messages, began)}>
        <LocalTime messages={messages} at={toPublicTime(openedAt)} withYear />
      </Fact>
      {resolvedAt !== null && (
        <Fact term={t(messages, ended)}>
          <LocalTime messages={messages} at={toPublicTime(resolvedAt)} withYear />
        </Fact>
      )}
    </Facts>
  );
}

type TimesProps = { messages: Messages; openedAt: number; resolvedAt: number | null };

/** From when to when an incident was on one of its surfaces. */
function SurfaceTimes({ messages, openedAt, resolvedAt }: TimesProps) {
  return (
    <span className="block text-muted text-sm">
      <LocalTime messages={messages} at={toPublicTime(openedAt)} />
      <span> – </span>
      {resolvedAt === null ? (
        <span>{t(messages, "incident.ongoing")}</span>
      ) : (
        <LocalTime messages={messages} at={toPublicTime(resolvedAt)} />
      )}
    </span>
  );
}

/** An incident from before updates were stored has its last note, or none. */
function Unsaid({ messages, note }: { messages: Messages; note: string | null }) {
  return note ? (
    <Note text={note} className="p-4 sm:p-6" />
  ) : (
    <p className="p-4 text-muted sm:p-6">{t(messages, "incident.noWords")}</p>
  );
}
