import { type Messages, t } from "@/components/messages/t";
import type { Category } from "@/lib/core/engine/states";
import { leadingState } from "@/lib/core/verdict";
import type { LayoutGroup } from "@/lib/schemas/page-layout";
import type { PageHistory } from "@/lib/schemas/public";
import { Chevron } from "./chevron";
import type { Surface } from "./page-data";
import { StateIcon } from "./state-icon";
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

/** One group: what needs a reader's eye, worst first, and what is operational folded into one line. */
export function GroupPanel({ messages, group, surfaces, arranged, history, now }: Props) {
  const members = group.surfaces.flatMap((id) => surfaces.find((surface) => surface.id === id) ?? []);
  if (members.length === 0) return null;
  const was = (surface: Surface) => arranged.find(({ id }) => id === surface.id) ?? surface;
  const isFolded = (surface: Surface) => isCalm(was(surface));
  const folded = members.filter(isFolded);
  const state = leadingState(folded.map((surface) => surface.state));
  const shown = troubleFirst(members.map(was).filter((surface) => !isCalm(surface))).flatMap(
    ({ id }) => members.find((surface) => surface.id === id) ?? [],
  );
  const id = `group-${group.id}`;
  const row = (surface: Surface) => (
    <SurfaceRow
      key={surface.id}
      messages={messages}
      surface={surface}
      isProbed={group.probed.includes(surface.id)}
      history={history}
      now={now}
    />
  );
  return (
    <section aria-labelledby={id} data-group={group.id}>
      <h2 id={id} className="section-title mb-3">
        {group.label ?? t(messages, `categories.${group.id as Category}`)}
      </h2>
      <div className="panel divide-y divide-line">
        {shown.length > 0 && <ul className="divide-y divide-line">{shown.map(row)}</ul>}
        {folded.length > 0 && (
          <details>
            <summary
              data-state={state}
              className="flex min-h-11 items-center gap-2.5 px-3.5 py-2 text-row hover:bg-hover sm:gap-3 sm:px-5"
            >
              <StateIcon state={state} />
              <span className="flex-1 tabular-nums">
                {t(messages, "surface.tally", { operational: members.filter(isCalm).length, total: members.length })}
              </span>
              <Chevron />
            </summary>
            <ul className="divide-y divide-line border-line border-t">{folded.map(row)}</ul>
          </details>
        )}
      </div>
    </section>
  );
}

/** Operational, with nothing said about it. */
const isCalm = ({ state, ticket_pending, public_note }: Surface): boolean =>
  state === "OPERATIONAL" && !ticket_pending && public_note === null;
