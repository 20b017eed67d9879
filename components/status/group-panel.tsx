import { type Messages, t } from "@/components/messages/t";
import type { Category } from "@/lib/core/engine/states";
import { leadingState } from "@/lib/core/verdict";
import type { LayoutGroup } from "@/lib/schemas/page-layout";
import type { PageHistory } from "@/lib/schemas/public";
import { Folded } from "./folded";
import type { Surface } from "./page-data";
import { troubleFirst } from "./surface-order";
import { SurfaceRow } from "./surface-row";

type Props = {
  messages: Messages;
  group: LayoutGroup;
  surfaces: readonly Surface[];
  /** As they were when the page was arranged: rows keep their places while it is open. */
  arranged: readonly Surface[];
  history: PageHistory;
  now: number;
};

/** One group, trouble first: its rows on a wide screen, on a narrow one a line that unfolds. */
export function GroupPanel({ messages, group, surfaces, arranged, history, now }: Props) {
  const members = group.surfaces.flatMap((id) => surfaces.find((surface) => surface.id === id) ?? []);
  if (members.length === 0) return null;
  const was = (surface: Surface) => arranged.find(({ id }) => id === surface.id) ?? surface;
  const wereCalm = members.filter((surface) => isCalm(was(surface)));
  const wereTroubled = troubleFirst(members.map(was).filter((surface) => !isCalm(surface))).flatMap(
    ({ id }) => members.find((surface) => surface.id === id) ?? [],
  );
  const label = group.label ?? t(messages, `categories.${group.id as Category}`);
  const tally = { operational: members.filter(isCalm).length, total: members.length };
  return (
    <Folded
      id={`group-${group.id}`}
      title={label}
      detail={t(messages, "surface.tally", tally)}
      state={leadingState(members.map((surface) => surface.state))}
    >
      {[...wereTroubled, ...wereCalm].map((surface, at) => (
        <SurfaceRow
          key={surface.id}
          messages={messages}
          surface={surface}
          isProbed={group.probed.includes(surface.id)}
          history={history}
          now={now}
          isLast={at === members.length - 1}
        />
      ))}
    </Folded>
  );
}

/** Operational, with nothing said about it. */
const isCalm = ({ state, ticket_pending, public_note }: Surface): boolean =>
  state === "OPERATIONAL" && !ticket_pending && public_note === null;
