import { type ActiveGroup, groupActive } from "./active-groups";
import { ActiveItem } from "./active-item";
import { copy } from "./copy";
import { Fold } from "./fold";
import type { Surface } from "./page-data";

const SHOWN = 5;

/** What is going on right now, with its note: incidents first, maintenance apart from them. */
export function ActiveLists({ surfaces, now }: { surfaces: readonly Surface[]; now: string }) {
  const groups = groupActive(surfaces);
  const isMaintenance = ([first]: ActiveGroup) => first.state === "MAINTENANCE";
  const incidents = groups.filter((group) => !isMaintenance(group));
  return (
    <>
      <ActiveList id="active-incidents" title={copy.active.incidents} groups={incidents} now={now} />
      <ActiveList
        id="active-maintenance"
        title={copy.active.maintenance}
        groups={groups.filter(isMaintenance)}
        now={now}
      />
    </>
  );
}

type ListProps = { id: string; title: string; groups: ActiveGroup[]; now: string };

function ActiveList({ id, title, groups, now }: ListProps) {
  if (groups.length === 0) return null;
  const items = groups.map((group) => <ActiveItem key={group[0].id} group={group} now={now} />);
  return (
    <section aria-labelledby={id} className="lg:col-span-12">
      <h2 id={id} className="section-title mb-3">
        {title}
      </h2>
      <div className="panel">
        <ul className="divide-y divide-line">{items.slice(0, SHOWN)}</ul>
        {items.length > SHOWN && (
          <Fold label={copy.fold.incidents(items.length - SHOWN)}>
            <ul className="divide-y divide-line">{items.slice(SHOWN)}</ul>
          </Fold>
        )}
      </div>
    </section>
  );
}
