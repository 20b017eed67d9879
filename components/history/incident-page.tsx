import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { durationText } from "@/components/status/age";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { stateOfSeverity } from "@/lib/engine/states";
import type { Incident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";
import { Fact, Facts } from "./facts";
import { type Fallback, FallbackNotice } from "./fallback-notice";
import { IncidentWords } from "./incident-words";
import { OngoingBadge } from "./ongoing-badge";
import { Trail } from "./trail";

type Props = { copy: Copy; incident: Incident; now: number };

/** One incident: what it was, how long, and all that was said of it. */
export function IncidentPage({ copy, incident, now, fallback }: Props & { fallback: Fallback }) {
  const state = say(copy, `states.${stateOfSeverity(incident.severity)}`);
  const title = say(copy, "incident.title", { surface: incident.surfaceName, state });
  return (
    <>
      <FallbackNotice copy={copy} path={`/incidents/${incident.id}`} fallback={fallback} />
      <Trail copy={copy} withHistory />
      <Summary copy={copy} incident={incident} title={title} now={now} />
      <section aria-labelledby="words" className="mt-10">
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="words" className="section-title">
            {say(copy, "incident.words")}
          </h2>
          <p className="text-muted text-sm">{say(copy, "incident.wordsHint")}</p>
        </div>
        <div className="panel">
          {incident.words.length > 0 ? (
            <IncidentWords copy={copy} words={incident.words} />
          ) : (
            <Unsaid copy={copy} note={incident.note} />
          )}
        </div>
      </section>
    </>
  );
}

function Summary({ copy, incident, title, now }: Props & { title: string }) {
  const state = stateOfSeverity(incident.severity);
  const duration = durationText(copy, (incident.resolvedAt ?? now) - incident.openedAt);
  const isOpen = incident.resolvedAt === null;
  return (
    <div
      data-state={state}
      className={`rounded-2xl border p-5 sm:p-8 ${isOpen ? "border-state-line bg-state-tint" : "border-line bg-panel"}`}
    >
      <div className="flex gap-4 sm:gap-5">
        <StateIcon state={state} className="size-9 sm:size-10" />
        <div className="min-w-0">
          <h1 className="text-balance font-semibold text-headline wrap-anywhere">{title}</h1>
          <p className="mt-2 flex flex-wrap items-center gap-x-2">
            {isOpen && <OngoingBadge copy={copy} />}
            <span className="text-muted">
              {say(copy, isOpen ? "active.lasting" : "incident.resolvedAfter", { duration })}
            </span>
          </p>
        </div>
      </div>
      <div className="mt-6">
        <IncidentFacts copy={copy} incident={incident} />
      </div>
    </div>
  );
}

type FactsProps = { copy: Copy; incident: Incident };

function IncidentFacts({ copy, incident: { surfaceId, surfaceName, openedAt, resolvedAt } }: FactsProps) {
  return (
    <Facts>
      <Fact term={say(copy, "incident.surface")}>
        <a href={linkTo(copy, `/surfaces/${encodeURIComponent(surfaceId)}`)} className="link">
          {surfaceName}
        </a>
      </Fact>
      <Fact term={say(copy, "incident.opened")}>
        <LocalTime copy={copy} at={toPublicTime(openedAt)} withYear withUtc />
      </Fact>
      <Fact term={say(copy, "incident.resolved")}>
        {resolvedAt === null ? (
          say(copy, "incident.notResolved")
        ) : (
          <LocalTime copy={copy} at={toPublicTime(resolvedAt)} withYear withUtc />
        )}
      </Fact>
    </Facts>
  );
}

/** An incident from before words were kept one by one has its last note, or none. */
function Unsaid({ copy, note }: { copy: Copy; note: string | null }) {
  return note ? (
    <Note text={note} className="p-4 sm:p-6" />
  ) : (
    <p className="p-4 text-muted sm:p-6">{say(copy, "incident.noWords")}</p>
  );
}
