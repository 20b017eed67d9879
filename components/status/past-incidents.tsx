import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { SEVERITIES, stateOfSeverity } from "@/lib/core/engine/states";
import { durationText } from "./age";
import { Folded, Section } from "./folded";
import { LocalTime } from "./local-time";
import { joinList } from "./names";
import type { PageData } from "./page-data";
import { groupPast, isMaintenance, PAST_SHOWN, type PastGroup } from "./past-groups";
import { StateIcon } from "./state-icon";

const NAMES_SHOWN = 3;

type Props = {
  messages: Messages;
  data: Pick<PageData, "incidents" | "active_incidents" | "told_in" | "lists_known">;
  /** A narrow screen has one line for them. */
  isFolded: boolean;
};

/** What was resolved in the last 30 days, a line each; maintenance that is over has a list of its own. */
export function PastIncidents({ messages, data, isFolded }: Props) {
  const groups = groupPast(data.incidents, { toldIn: data.told_in, open: data.active_incidents });
  const maintenance = groups.filter(isMaintenance);
  return (
    <>
      <PastList
        messages={messages}
        id="past"
        title={t(messages, "past.title")}
        groups={groups.filter((group) => !isMaintenance(group))}
        none={t(messages, data.lists_known ? "past.none" : "past.notNow")}
        isFolded={isFolded}
      />
      {maintenance.length > 0 && (
        <Folded
          id="past-maintenance"
          title={t(messages, "past.maintenance")}
          detail={t(messages, "past.range")}
          aside={<p className="fine">{t(messages, "past.range")}</p>}
        >
          <PastLines messages={messages} groups={maintenance} />
        </Folded>
      )}
    </>
  );
}

type ListProps = Pick<Props, "messages" | "isFolded"> & {
  id: string;
  title: string;
  groups: readonly PastGroup[];
  none: string;
};

function PastList({ messages, id, title, groups, none, isFolded }: ListProps) {
  const range = t(messages, "past.range");
  const aside = <p className="fine">{range}</p>;
  const lines =
    groups.length === 0 ? (
      <li className="line text-muted">{none}</li>
    ) : (
      <PastLines messages={messages} groups={groups} />
    );
  return isFolded ? (
    <Folded id={id} title={title} detail={range} aside={aside}>
      {lines}
    </Folded>
  ) : (
    <Section id={id} title={title} aside={aside}>
      <ul className="panel list">{lines}</ul>
    </Section>
  );
}

/** The newest, a line each, and the way to the others. */
function PastLines({ messages, groups }: Pick<ListProps, "messages" | "groups">) {
  const more = groups.length - PAST_SHOWN;
  return (
    <>
      {groups.slice(0, PAST_SHOWN).map((group) => (
        <PastLine key={group[0].id} messages={messages} group={group} />
      ))}
      {more > 0 && (
        <li>
          <a href={linkTo(messages, "/history")} className="line items-center font-medium text-sm">
            {t(messages, "past.more", { count: more })}
          </a>
        </li>
      )}
    </>
  );
}

function PastLine({ messages, group }: { messages: Messages; group: PastGroup }) {
  const [first] = group;
  const worst = SEVERITIES.find((severity) => group.some((part) => part.severity === severity)) ?? first.severity;
  const state = stateOfSeverity(worst);
  const [begun = first.opened_at] = group.map(({ opened_at }) => opened_at).toSorted();
  const over = Math.max(...group.map(({ resolved_at }) => Date.parse(resolved_at)));
  const lastedMs = over - Date.parse(begun);
  const names = group.map(({ surface_display_name }) => surface_display_name);
  const rest = names.length - NAMES_SHOWN;
  const shown = rest > 1 ? [...names.slice(0, NAMES_SHOWN), t(messages, "banner.moreNames", { count: rest })] : names;
  return (
    <li data-state={state}>
      <a href={linkTo(messages, `/incidents/${first.id}`)} className="line">
        <StateIcon state={state} className="mt-0.5" />
        <span className="line-body sm:flex sm:flex-wrap sm:items-baseline sm:justify-between sm:gap-x-6">
          <span className="flex flex-wrap items-baseline gap-x-2.5">
            <span className="font-medium">{joinList(messages, shown)}</span>{" "}
            <span className="state text-sm">{t(messages, `states.${state}`)}</span>
          </span>
          <span className="fine">
            <LocalTime messages={messages} at={begun} />
            <span>{` · ${durationText(messages, lastedMs)}`}</span>
          </span>
        </span>
      </a>
    </li>
  );
}
