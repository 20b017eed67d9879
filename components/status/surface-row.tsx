import { useEffect, useRef, useState } from "react";
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
  const [details, isOpen, setIsOpen] = useOpen(isNoteHere);
  return (
    <li data-state={surface.state} data-surface={surface.id} data-aged={evidence.aged || undefined}>
      <details ref={details} open={isNoteHere} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
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
                figures={days.uptime90 === null ? days : NONE}
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
          isOpen={isOpen}
        />
      </details>
    </li>
  );
}

/** The row's own figure stands beside the strip, which so does not repeat it. */
const NONE = {};

/** Whether a `details` is open: by its first rendering, by its reader before scripts ran, and from then on by its reader. */
function useOpen(first: boolean) {
  const details = useRef<HTMLDetailsElement>(null);
  const [isOpen, setIsOpen] = useState(first);
  useEffect(() => {
    if (details.current?.open) setIsOpen(true);
  }, []);
  return [details, isOpen, setIsOpen] as const;
}

type UnfoldedProps = Props & Pick<RowProps, "isProbed"> & { figures: string | null; isOpen: boolean };

/**
 * What is said of a surface, and the way to its page. Its facts, which that page has too, are there once somebody looks, and where
 * nothing is known but when it was last checked.
 */
function Unfolded({ messages, surface, isProbed, figures, isOpen }: UnfoldedProps) {
  return (
    <div className="row-more">
      {surface.public_note && <Note text={surface.public_note} />}
      <Note lang="en" text={surface.public_description} className="text-muted" />
      {(isOpen || surface.state === "UNKNOWN") && (
        <SurfaceFacts messages={messages} surface={surface} isProbed={isProbed} isWhole={isOpen} />
      )}
      {isOpen && figures && <p>{figures}</p>}
      <a href={linkTo(messages, `/surfaces/${surface.id}`)} className="sheet-link">
        {t(messages, "surface.history")}
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
