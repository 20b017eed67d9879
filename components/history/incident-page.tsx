import { durationText } from "@/components/status/age";
import { copy } from "@/components/status/copy";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { PageShell } from "@/components/ui/page-shell";
import { siteCopy } from "@/components/ui/site-copy";
import { stateOfSeverity } from "@/lib/engine/states";
import { toPublicTime } from "@/lib/schemas/times";
import { Fact, Facts } from "./facts";
import { historyCopy } from "./history-copy";
import type { Incident } from "./history-data";
import { IncidentWords } from "./incident-words";
import { OngoingBadge } from "./ongoing-badge";
import { Trail } from "./trail";

const words = historyCopy.incident;

type Props = { incident: Incident; now: number };

/** One incident: what it was, how long, and all that was said of it. */
export function IncidentPage({ incident, now }: Props) {
  const title = words.title(incident.surfaceName, copy.states[stateOfSeverity(incident.severity)]);
  return (
    <PageShell>
      <title>{siteCopy.tab(title)}</title>
      <Trail withHistory />
      <Summary incident={incident} title={title} now={now} />
      <section aria-labelledby="words" className="mt-10">
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="words" className="section-title">
            {words.words}
          </h2>
          <p className="text-muted text-sm">{words.wordsHint}</p>
        </div>
        <div className="panel">
          {incident.words.length > 0 ? <IncidentWords words={incident.words} /> : <Unsaid note={incident.note} />}
        </div>
      </section>
    </PageShell>
  );
}

function Summary({ incident, title, now }: Props & { title: string }) {
  const state = stateOfSeverity(incident.severity);
  const duration = durationText((incident.resolvedAt ?? now) - incident.openedAt);
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
            {isOpen && <OngoingBadge />}
            <span className="text-muted">{isOpen ? words.ongoingFor(duration) : words.resolvedAfter(duration)}</span>
          </p>
        </div>
      </div>
      <div className="mt-6">
        <IncidentFacts incident={incident} />
      </div>
    </div>
  );
}

function IncidentFacts({ incident: { surfaceId, surfaceName, openedAt, resolvedAt } }: { incident: Incident }) {
  return (
    <Facts>
      <Fact term={words.surface}>
        <a href={`/surfaces/${encodeURIComponent(surfaceId)}`} className="link">
          {surfaceName}
        </a>
      </Fact>
      <Fact term={words.opened}>
        <LocalTime at={toPublicTime(openedAt)} withYear withUtc />
      </Fact>
      <Fact term={words.resolved}>
        {resolvedAt === null ? words.notResolved : <LocalTime at={toPublicTime(resolvedAt)} withYear withUtc />}
      </Fact>
    </Facts>
  );
}

/** An incident from before words were kept one by one has its last note, or none. */
function Unsaid({ note }: { note: string | null }) {
  return note ? <Note text={note} className="p-4 sm:p-6" /> : <p className="p-4 text-muted sm:p-6">{words.noWords}</p>;
}
