import { type Copy, say } from "@/components/copy/say";
import { type ActiveGroup, groupActive } from "./active-groups";
import { ActiveItem } from "./active-item";
import { FoldingList } from "./folding-list";
import type { Surface } from "./page-data";

type Props = { copy: Copy; surfaces: readonly Surface[]; now: string };

/** What is going on right now, with its note: incidents first, maintenance apart from them. */
export function ActiveLists({ copy, surfaces, now }: Props) {
  const groups = groupActive(surfaces);
  const isMaintenance = ([first]: ActiveGroup) => first.state === "MAINTENANCE";
  const incidents = groups.filter((group) => !isMaintenance(group));
  return (
    <>
      <ActiveList
        copy={copy}
        id="active-incidents"
        title={say(copy, "active.incidents")}
        groups={incidents}
        now={now}
      />
      <ActiveList
        copy={copy}
        id="active-maintenance"
        title={say(copy, "active.maintenance")}
        groups={groups.filter(isMaintenance)}
        now={now}
      />
    </>
  );
}

type ListProps = { copy: Copy; id: string; title: string; groups: ActiveGroup[]; now: string };

function ActiveList({ copy, id, title, groups, now }: ListProps) {
  if (groups.length === 0) return null;
  const items = groups.map((group) => <ActiveItem key={group[0].id} copy={copy} group={group} now={now} />);
  return (
    <section aria-labelledby={id} className="lg:col-span-12">
      <h2 id={id} className="section-title mb-3">
        {title}
      </h2>
      <FoldingList copy={copy} items={items} />
    </section>
  );
}
