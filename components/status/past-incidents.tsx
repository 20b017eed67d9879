import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { stateOfSeverity } from "@/lib/core/engine/states";
import { durationText } from "./age";
import { LocalTime } from "./local-time";
import { joinList } from "./names";
import type { Incident } from "./page-data";
import { groupPast, type PastGroup } from "./past-groups";
import { StateIcon } from "./state-icon";

const SHOWN = 5;
const NAMES_SHOWN = 3;

type Props = { messages: Messages; incidents: readonly Incident[]; isKnown: boolean };

/** What was resolved in the last 30 days, a line each; maintenance that is over has a list of its own. */
export function PastIncidents({ messages, incidents, isKnown }: Props) {
  const groups = groupPast(incidents);
  const isMaintenance = ([{ severity }]: PastGroup) => severity === "maintenance";
  const maintenance = groups.filter(isMaintenance);
  return (
    <>
      <PastList
        messages={messages}
        id="past"
        title={t(messages, "past.title")}
        groups={groups.filter((group) => !isMaintenance(group))}
        none={t(messages, isKnown ? "past.none" : "past.notNow")}
      />
      {maintenance.length > 0 && (
        <PastList
          messages={messages}
          id="past-maintenance"
          title={t(messages, "past.maintenance")}
          groups={maintenance}
          none=""
        />
      )}
    </>
  );
}

type ListProps = { messages: Messages; id: string; title: string; groups: readonly PastGroup[]; none: string };

function PastList({ messages, id, title, groups, none }: ListProps) {
  const more = groups.length - SHOWN;
  return (
    <section aria-labelledby={id}>
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={id} className="section-title">
          {title}
        </h2>
        <p className="text-muted text-sm">{t(messages, "past.range")}</p>
      </div>
      <div className="panel divide-y divide-line">
        {groups.length === 0 ? (
          <p className="p-4 text-muted sm:px-5">{none}</p>
        ) : (
          <ul className="divide-y divide-line">
            {groups.slice(0, SHOWN).map((group) => (
              <PastLine key={group[0].id} messages={messages} group={group} />
            ))}
          </ul>
        )}
        {more > 0 && (
          <a
            href={linkTo(messages, "/history")}
            className="flex min-h-11 items-center px-4 font-medium text-sm hover:bg-hover sm:px-5"
          >
            {t(messages, "past.more", { count: more })}
          </a>
        )}
      </div>
    </section>
  );
}

function PastLine({ messages, group }: { messages: Messages; group: PastGroup }) {
  const [first] = group;
  const state = stateOfSeverity(first.severity);
  const lastedMs = Date.parse(first.resolved_at) - Date.parse(first.opened_at);
  const names = group.map(({ surface_display_name }) => surface_display_name);
  const rest = names.length - NAMES_SHOWN;
  const shown = rest > 1 ? [...names.slice(0, NAMES_SHOWN), t(messages, "banner.moreNames", { count: rest })] : names;
  return (
    <li data-state={state}>
      <a
        href={linkTo(messages, `/incidents/${first.id}`)}
        className="flex min-h-11 items-start gap-3 px-4 py-2.5 hover:bg-hover sm:px-5"
      >
        <StateIcon state={state} className="mt-0.5 size-5" />
        <span className="min-w-0 grow sm:flex sm:flex-wrap sm:justify-between sm:gap-x-6">
          <span className="block">
            <span className="font-medium wrap-anywhere">{joinList(messages, shown)}</span>{" "}
            <span className="text-sm text-state-ink">{t(messages, `states.${state}`)}</span>
          </span>
          <span className="block text-muted text-sm leading-6 tabular-nums">
            <LocalTime messages={messages} at={first.opened_at} />
            <span>{` · ${durationText(messages, lastedMs)}`}</span>
          </span>
        </span>
      </a>
    </li>
  );
}
