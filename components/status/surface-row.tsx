import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { DayStrip } from "@/components/uptime/day-strip";
import { liveBars, toDay } from "@/components/uptime/live-bars";
import { figuresText, rowFigure } from "@/components/uptime/percent";
import type { PageHistory } from "@/lib/schemas/public";
import { Chevron } from "./chevron";
import { LocalTime } from "./local-time";
import { Note } from "./note";
import type { Surface } from "./page-data";
import { PendingBadge } from "./pending-badge";
import { StateIcon } from "./state-icon";
import { SurfaceFacts } from "./surface-facts";
import { isActive } from "./surface-order";
import { useEvidence } from "./use-evidence";

type Props = { messages: Messages; surface: Surface };
type RowProps = Props & { isProbed: boolean; history: PageHistory; now: number };

/**
 * One surface as one line that unfolds. Trouble takes a second line; a note that no active incident shows is open from
 * the start.
 */
export function SurfaceRow({ messages, surface, isProbed, history, now }: RowProps) {
  const days = history.surfaces[surface.id];
  const isNoteHere = surface.public_note !== null && !isActive(surface);
  const evidence = useEvidence(messages, surface, { evidence: days, madeAt: history.until, now });
  const figure = days && rowFigure(messages, days);
  return (
    <li data-state={surface.state} data-surface={surface.id} data-aged={evidence.aged || undefined}>
      <details open={isNoteHere}>
        <summary className="flex min-h-11 flex-wrap items-start gap-x-2.5 px-3.5 py-2.5 text-row hover:bg-hover sm:gap-x-3 sm:px-5">
          <StateIcon state={surface.state} className="aging mt-0.5 size-5" />
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="font-medium wrap-anywhere">{surface.display_name}</span>
            {surface.ticket_pending && <PendingBadge messages={messages} />}
          </span>
          {figure && <span className="text-muted text-sm tabular-nums leading-6">{figure}</span>}
          <span className="flex h-6 items-center">
            <Chevron />
          </span>
          <StateLine messages={messages} surface={surface} evidence={evidence.text} />
          {days && (
            <span className="aging mt-2 mb-0.5 basis-full">
              <DayStrip
                messages={messages}
                bars={liveBars(days.bars, history.until, surface.state, now)}
                figures={days}
                last={toDay(Math.max(now, history.until))}
              />
            </span>
          )}
        </summary>
        <Unfolded
          messages={messages}
          surface={surface}
          isProbed={isProbed}
          figures={days ? figuresText(messages, days) : null}
        />
      </details>
    </li>
  );
}

type UnfoldedProps = Props & Pick<RowProps, "isProbed"> & { figures: string | null };

function Unfolded({ messages, surface, isProbed, figures }: UnfoldedProps) {
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

/** The state in words, in trouble the one time that says most, its end or its start, and what it rests on. */
function StateLine({ messages, surface, evidence }: Props & { evidence: string }) {
  const [label, at] = surface.maintenance_until
    ? (["surface.untilInline", surface.maintenance_until] as const)
    : (["surface.sinceInline", surface.state_since] as const);
  return (
    <span className="flex basis-full flex-wrap gap-x-2.5 ps-7.5 text-sm tabular-nums sm:ps-8">
      <span className="font-medium text-state-ink">{t(messages, `states.${surface.state}`)}</span>
      {surface.state !== "OPERATIONAL" && (
        <span className="text-muted">
          <span>{t(messages, label)}</span> <LocalTime messages={messages} at={at} />
        </span>
      )}
      <span className="text-muted">{evidence}</span>
    </span>
  );
}
