"use client";

import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { Folded, Section } from "@/components/status/folded";
import { FoldingList } from "@/components/status/folding-list";
import { LocalTime } from "@/components/status/local-time";
import { joinList } from "@/components/status/names";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { TimeRange } from "@/components/status/time-range";
import { useClock } from "@/components/status/use-clock";
import type { PublicWindow } from "@/lib/schemas/maintenance";

type Props = {
  messages: Messages;
  windows: readonly PublicWindow[];
  offsetMs?: number;
  now: number;
  /** A narrow screen has one line for them. */
  isFolded: boolean;
};

/** What is scheduled, by start; what has begun since is left to the surfaces' own state. */
export function UpcomingMaintenance({ messages, windows, offsetMs = 0, now, isFolded }: Props) {
  const scheduled = windows.filter(({ phase }) => phase === "scheduled");
  const begun = useClock((clock) => scheduled.filter((it) => Date.parse(it.starts_at) <= clock + offsetMs).length, 0);
  const [next, ...later] = scheduled.slice(begun);
  if (!next) return null;
  const items = [next, ...later].map((window) => (
    <Item key={window.id} messages={messages} window={window} now={now} />
  ));
  const title = t(messages, "windows.upcoming");
  const calendar = (
    <a href="/maintenance.ics" className="link text-sm">
      {t(messages, "windows.calendar")}
    </a>
  );
  return isFolded ? (
    <Folded
      id="upcoming"
      title={title}
      state="MAINTENANCE"
      detail={<LocalTime messages={messages} at={next.starts_at} />}
      aside={calendar}
    >
      {items}
    </Folded>
  ) : (
    <Section id="upcoming" title={title} aside={calendar}>
      <FoldingList messages={messages} items={items} />
    </Section>
  );
}

function Item({ messages, window, now }: { messages: Messages; window: PublicWindow; now: number }) {
  const { surface_display_names, starts_at, ends_at, public_note } = window;
  const duration = durationText(messages, Date.parse(ends_at) - Date.parse(starts_at));
  return (
    <li data-state="MAINTENANCE" className="line">
      <StateIcon state="MAINTENANCE" className="mt-0.5" />
      <div className="line-body">
        <h3 className="font-medium wrap-anywhere">{joinList(messages, surface_display_names)}</h3>
        <p className="min-h-5 text-sm max-sm:min-h-10">
          <TimeRange messages={messages} from={starts_at} to={ends_at} now={now} />{" "}
          <span className="nowrap text-muted">{`· ${t(messages, "windows.duration", { duration })}`}</span>
        </p>
        {public_note && <Note text={public_note} className="mt-1" />}
      </div>
    </li>
  );
}
