import { type Messages, t } from "@/components/messages/t";
import { type ActiveGroup, groupActive } from "./active-groups";
import { ActiveItem } from "./active-item";
import { FoldingList } from "./folding-list";
import type { Surface } from "./page-data";

type Props = { messages: Messages; surfaces: readonly Surface[]; now: string };

/** What is going on right now, with its note: incidents first, maintenance apart from them. */
export function ActiveLists({ messages, surfaces, now }: Props) {
  const groups = groupActive(surfaces);
  const isMaintenance = ([first]: ActiveGroup) => first.state === "MAINTENANCE";
  const incidents = groups.filter((group) => !isMaintenance(group));
  return (
    <>
      <ActiveList
        messages={messages}
        id="active-incidents"
        title={t(messages, "active.incidents")}
        groups={incidents}
        now={now}
      />
      <ActiveList
        messages={messages}
        id="active-maintenance"
        title={t(messages, "active.maintenance")}
        groups={groups.filter(isMaintenance)}
        now={now}
      />
    </>
  );
}

type ListProps = { messages: Messages; id: string; title: string; groups: ActiveGroup[]; now: string };

function ActiveList({ messages, id, title, groups, now }: ListProps) {
  if (groups.length === 0) return null;
  const items = groups.map((group) => <ActiveItem key={group[0].id} messages={messages} group={group} now={now} />);
  return (
    <section aria-labelledby={id} className="lg:col-span-12">
      <h2 id={id} className="section-title mb-3">
        {title}
      </h2>
      <FoldingList messages={messages} items={items} />
    </section>
  );
}
