import type { ReactNode } from "react";
import { type Messages, t } from "@/components/messages/t";
import type { ActiveGroup } from "./active-groups";
import { durationText } from "./age";
import { LocalTime } from "./local-time";
import { joinNames } from "./names";
import { Note } from "./note";
import { PendingBadge } from "./pending-badge";
import { StateIcon } from "./state-icon";

type Props = { messages: Messages; group: ActiveGroup; now: string };

/** One active entry: its surfaces, state, note and start. */
export function ActiveItem({ messages, group, now }: Props) {
  const [surface] = group;
  const lasting = durationText(messages, Date.parse(now) - Date.parse(surface.state_since));
  return (
    <li data-state={surface.state} className="grid gap-x-8 gap-y-3 p-4 sm:p-6 lg:grid-cols-12">
      <div className="flex gap-3 lg:col-span-5">
        <StateIcon state={surface.state} className="mt-0.5 size-6" />
        <div className="min-w-0">
          <h3 className="font-semibold text-lg leading-7 wrap-anywhere">{joinNames(messages, group)}</h3>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <span className="font-medium text-state-ink">{t(messages, `states.${surface.state}`)}</span>
            <span className="text-muted">{t(messages, "active.lasting", { duration: lasting })}</span>
            {surface.ticket_pending && <PendingBadge messages={messages} />}
          </p>
        </div>
      </div>
      <div className="min-w-0 lg:col-span-7">
        <Story group={group} />
        <Moment term={t(messages, "active.since")}>
          <LocalTime messages={messages} at={surface.state_since} withUtc />
        </Moment>
        {surface.maintenance_until && (
          <Moment term={t(messages, "active.until")}>
            <LocalTime messages={messages} at={surface.maintenance_until} withUtc />
          </Moment>
        )}
      </div>
    </li>
  );
}

/** The operators' note; without one, what the surface is for, or whose incident we track. */
function Story({ group: [surface, ...others] }: { group: ActiveGroup }) {
  if (surface.public_note) return <Note text={surface.public_note} className="mb-2" />;
  return others.length === 0 ? <Note lang="en" text={surface.public_description} className="mb-2 text-muted" /> : null;
}

/** Keeps a second line free on a phone, where the UTC reading goes once scripts run. */
function Moment({ term, children }: { term: string; children: ReactNode }) {
  return (
    <p className="min-h-5 text-sm tabular-nums max-narrow:min-h-10">
      <span className="text-muted">{term}</span> {children}
    </p>
  );
}
