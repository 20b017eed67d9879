import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { beyondTitle } from "@/lib/output/incident-title";
import { type ActiveGroup, beganAt, incidentOf } from "./active-groups";
import { durationText } from "./age";
import { LocalTime } from "./local-time";
import { joinNames } from "./names";
import { Note } from "./note";
import type { ActiveIncident, Surface } from "./page-data";
import { PendingBadge } from "./pending-badge";
import { ShareLink } from "./share-link";
import { StateIcon } from "./state-icon";
import { isActive } from "./surface-order";

type Props = {
  messages: Messages;
  group: ActiveGroup;
  /** All of them as they are now: a card may outlast its story while the page is open. */
  surfaces?: readonly Surface[];
  incidents?: readonly ActiveIncident[];
  /** The open ones when the page was arranged, of which a card that is over keeps its title. */
  before?: readonly ActiveIncident[];
  now: string;
};

const NAMES_SHOWN = 4;

/** One story as a card: its title, how it is, the latest word, whom it affects, and its address to share. */
export function ActiveItem({ messages, group, surfaces = group, incidents = [], before = [], now }: Props) {
  const members = group.map((was) => surfaces.find(({ id }) => id === was.id) ?? was);
  const ongoing = members.filter(isActive);
  const isOver = ongoing.length === 0;
  const [surface] = isOver ? group : (ongoing as ActiveGroup);
  const isChanged = group.some((was) => isOtherThan(was, members));
  const incident = incidentOf(surface, isOver ? before : incidents);
  const state = t(messages, `states.${surface.state}`);
  const names = joinNames(messages, members, NAMES_SHOWN);
  const title = incident?.title ?? names;
  const over = surface.state === "MAINTENANCE" ? "incident.kinds.completed" : "incident.resolved";
  const path = incident ? `/incidents/${incident.id}` : `/surfaces/${encodeURIComponent(surface.id)}`;
  const lasting = durationText(messages, Date.parse(now) - Date.parse(beganAt(surface, incidents)));
  return (
    <li
      data-state={isOver ? "OPERATIONAL" : surface.state}
      data-card=""
      data-changed={isChanged ? "" : undefined}
      className="card"
    >
      <StateIcon state={isOver ? "OPERATIONAL" : surface.state} className="mt-1" />
      <div className="flex min-w-0 grow flex-col gap-1.5">
        <div>
          <h3 dir="auto" className="font-semibold text-lg wrap-anywhere">
            <a href={linkTo(messages, path)} className="link -my-2 inline-block py-2">
              {title}
            </a>
          </h3>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <span className="state">{isOver ? t(messages, over) : state}</span>
            {!isOver && <span className="text-muted">{t(messages, "active.lasting", { duration: lasting })}</span>}
            {ongoing.some((each) => each.ticket_pending) && <PendingBadge messages={messages} />}
          </p>
        </div>
        {!isOver && <Latest messages={messages} surface={surface} incident={incident} names={names} />}
        <div className="fine mt-auto flex flex-wrap items-center gap-x-3">
          {incident?.title && (
            <p className="max-sm:basis-full wrap-anywhere">
              <span>{t(messages, "active.affected")}</span> <span className="text-ink">{names}</span>
            </p>
          )}
          <p className="grow">
            <Times messages={messages} surface={surface} incident={incident} now={now} />
          </p>
          {incident && <ShareLink messages={messages} path={path} title={title} />}
        </div>
      </div>
    </li>
  );
}

/** Whether a surface is told otherwise than when the page was arranged. */
function isOtherThan(was: Surface, members: readonly Surface[]): boolean {
  const now = members.find(({ id }) => id === was.id) ?? was;
  return now.state !== was.state || now.public_note !== was.public_note || now.ticket_pending !== was.ticket_pending;
}

type LatestProps = { messages: Messages; surface: Surface; incident: ActiveIncident | null; names: string };

/** The latest word beyond what the title says; where nobody has written one, that we know. */
function Latest({ messages, surface, incident, names }: LatestProps) {
  const { public_note: note, public_description: description, state, category } = surface;
  const title = incident?.title ?? null;
  if (note !== null) {
    const text = title === null ? note : beyondTitle(note, title);
    return text && <Note text={text} />;
  }
  if (state === "MAINTENANCE" || title !== null) return null;
  if (category !== "upstream_3p" || incident) return <p>{t(messages, "active.known")}</p>;
  // By its partner's reading alone: its description is then the tracking text (contract §7.3), which is English.
  return <p>{messages.language === "en" ? description : t(messages, "active.tracked", { names })}</p>;
}

type TimesProps = { messages: Messages; surface: Surface; incident: ActiveIncident | null; now: string };

/** Until when, where that is planned; else how many updates there are, and since when. */
function Times({ messages, surface, incident, now }: TimesProps) {
  if (surface.maintenance_until)
    return (
      <>
        <span>{t(messages, "active.until")}</span> <LocalTime messages={messages} at={surface.maintenance_until} />
      </>
    );
  if (!incident || incident.updates === 0)
    return (
      <>
        <span>{t(messages, "active.since")}</span>{" "}
        <LocalTime messages={messages} at={incident?.opened_at ?? surface.state_since} />
      </>
    );
  const age = durationText(messages, Date.parse(now) - Date.parse(incident.last_update_at));
  return <span>{t(messages, "active.updates", { count: incident.updates, age })}</span>;
}
