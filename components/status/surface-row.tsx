import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { DayStrip } from "@/components/uptime/day-strip";
import { liveBars } from "@/components/uptime/live-bars";
import { figuresText } from "@/components/uptime/percent";
import type { PageHistory } from "@/lib/schemas/public";
import { Chevron } from "./chevron";
import { LocalTime } from "./local-time";
import { Note } from "./note";
import type { Surface } from "./page-data";
import { PendingBadge } from "./pending-badge";
import { StateIcon } from "./state-icon";
import { SurfaceFacts } from "./surface-facts";
import { isActive } from "./surface-order";

type Props = { messages: Messages; surface: Surface };
type RowProps = Props & { isProbed: boolean; history: PageHistory; now: number };

/**
 * One surface as one line that unfolds. Trouble takes a second line; a note that no active incident shows is open from
 * the start.
 */
export function SurfaceRow({ messages, surface, isProbed, history, now }: RowProps) {
  const days = history.surfaces[surface.id];
  const isCalm = surface.state === "OPERATIONAL";
  const isNoteHere = surface.public_note !== null && !isActive(surface);
  return (
    <li data-state={surface.state} data-surface={surface.id}>
      <details open={isNoteHere}>
        <summary className="flex flex-wrap min-h-11 items-start gap-2.5 px-3.5 py-2.5 text-row hover:bg-hover sm:gap-3 sm:px-5 lg:min-h-10 lg:py-2">
          <StateIcon state={surface.state} className="mt-0.5 size-5" />
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <span className="font-medium wrap-anywhere">{surface.display_name}</span>
              {surface.ticket_pending && <PendingBadge messages={messages} />}
            </span>
            {!isCalm && <TroubleLine messages={messages} surface={surface} />}
          </span>
          {isCalm && <span className="text-sm text-state-ink leading-6">{t(messages, "states.OPERATIONAL")}</span>}
          <span className="flex h-6 items-center">
            <Chevron />
          </span>
          {days && (
            <span className="-mt-1 mb-0.5 basis-full sm:ps-8">
              <DayStrip
                messages={messages}
                surface={{ ...days, bars: liveBars(days.bars, history.until, surface.state, now) }}
              />
            </span>
          )}
        </summary>
        <Unfolded
          messages={messages}
          surface={surface}
          isProbed={isProbed}
          figures={days && figuresText(messages, days)}
        />
      </details>
    </li>
  );
}

function Unfolded({
  messages,
  surface,
  isProbed,
  figures,
}: Props & Pick<RowProps, "isProbed"> & { figures: string | undefined }) {
  return (
    <div className="space-y-2.5 ps-11 pe-4 pt-0.5 pb-4 text-sm sm:ps-13 sm:pe-5">
      {surface.public_note && <Note text={surface.public_note} />}
      <Note lang="en" text={surface.public_description} className="text-muted" />
      <SurfaceFacts messages={messages} surface={surface} isProbed={isProbed} />
      {figures && <p className="tabular-nums">{figures}</p>}
      <a href={linkTo(messages, `/surfaces/${surface.id}`)} className="link">
        {t(messages, "surface.more", { name: surface.display_name })}
      </a>
    </div>
  );
}

/** The state in words, and the one time that says most: its end, the last check, or its start. */
function TroubleLine({ messages, surface }: Props) {
  const [label, at] = surface.maintenance_until
    ? (["surface.untilInline", surface.maintenance_until] as const)
    : surface.state === "UNKNOWN" && surface.last_checked_at
      ? (["surface.lastCheckedInline", surface.last_checked_at] as const)
      : (["surface.sinceInline", surface.state_since] as const);
  return (
    <span className="mt-0.5 flex flex-wrap gap-x-2.5 text-sm tabular-nums">
      <span className="font-medium text-state-ink">{t(messages, `states.${surface.state}`)}</span>
      <span className="text-muted">
        <span>{t(messages, label)}</span> <LocalTime messages={messages} at={at} />
      </span>
    </span>
  );
}
