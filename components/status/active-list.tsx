import { type Messages, t } from "@/components/messages/t";
import { type ActiveGroup, groupActive } from "./active-groups";
import { ActiveItem } from "./active-item";
import type { ActiveIncident, Surface } from "./page-data";

type Props = {
  messages: Messages;
  surfaces: readonly Surface[];
  incidents?: readonly ActiveIncident[];
  /** Which stories are shown, in which order; those of the surfaces themselves unless a page holds them still. */
  groups?: readonly ActiveGroup[];
  before?: readonly ActiveIncident[];
  now: string;
};

/** What is going on right now, as cards: incidents first, maintenance apart from them. */
export function ActiveLists({ messages, surfaces, incidents = [], groups, before = [], now }: Props) {
  const cards = groups ?? groupActive(surfaces, incidents);
  const isMaintenance = ([first]: ActiveGroup) => first.state === "MAINTENANCE";
  const list = (id: string, title: string, shown: readonly ActiveGroup[]) =>
    shown.length > 0 && (
      <section aria-labelledby={id}>
        <h2 id={id} className="section-title heading">
          {title}
        </h2>
        <ul className="grid gap-2.5">
          {shown.map((group) => (
            <ActiveItem
              key={group[0].id}
              messages={messages}
              group={group}
              surfaces={surfaces}
              incidents={incidents}
              before={before}
              now={now}
            />
          ))}
        </ul>
      </section>
    );
  return (
    <>
      {list(
        "active-incidents",
        t(messages, "active.incidents"),
        cards.filter((group) => !isMaintenance(group)),
      )}
      {list("active-maintenance", t(messages, "active.maintenance"), cards.filter(isMaintenance))}
    </>
  );
}
