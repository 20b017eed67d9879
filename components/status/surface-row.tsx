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
type RowProps = Props & { isProbed: boolean; history: PageHistory; now: number; isLast?: boolean };

/**
 * One surface as one line that unfolds. Trouble takes a second line; a note that no active incident shows is open from
 * the start.
 */
export function SurfaceRow({ messages, surface, isProbed, history, now, isLast = true }: RowProps) {
  const days = history.surfaces[surface.id];
  const isNoteHere = surface.public_note !== null && !isActive(surface);
  const evidence = useEvidence(messages, surface, { evidence: days, isProbed, madeAt: history.until, now });
  const figure = days && rowFigure(messages, days);
  return (
    <li data-state={surface.state} data-surface={surface.id} data-aged={evidence.aged || undefined}>
      <details open={isNoteHere}>
        <summary className="row">
          <StateIcon state={surface.state} className="aging" />
          <span className="row-name">
            <span>{surface.display_name}</span>
            {surface.ticket_pending && <PendingBadge messages={messages} />}
          </span>
          <span className="fine row-figure">{figure}</span>
          <Chevron />
          <StateLine messages={messages} surface={surface} evidence={evidence.text} />
          {days && (
            <span className="aging row-days">
              <DayStrip
                messages={messages}
                bars={liveBars(days.bars, history.until, surface.state, now)}
                figures={days}
                hasAxis={isLast}
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
    <div className="row-more">
      {surface.public_note && <Note text={surface.public_note} />}
      <Note lang="en" text={surface.public_description} className="text-muted" />
      <SurfaceFacts messages={messages} surface={surface} isProbed={isProbed} />
      {figures && <p>{figures}</p>}
      <a href={linkTo(messages, `/surfaces/${surface.id}`)} className="sheet-link">
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
    <span className="fine row-state">
      <span className="state">{t(messages, `states.${surface.state}`)}</span>
      {surface.state !== "OPERATIONAL" && (
        <span>
          <span>{t(messages, label)}</span> <LocalTime messages={messages} at={at} />
        </span>
      )}
      <span>{evidence}</span>
    </span>
  );
}
