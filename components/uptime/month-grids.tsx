import type { ReactElement } from "react";
import { dateTimeFormat } from "@/components/messages/formatters";
import { OWN_TEXTS } from "@/components/messages/languages";
import { findLocale, type Messages } from "@/components/messages/t";
import { UTC } from "@/components/status/time-format";
import { DAY_MS } from "@/lib/core/engine/periods";
import { toDate } from "@/lib/core/uptime/days";

type Props<D> = {
  messages: Messages;
  days: readonly D[];
  /** A day's list item; `column`, from 1, is its weekday's, which only a month's first day needs. */
  item: (day: D, column: number | undefined) => ReactElement;
};

/** Days, oldest first, as a calendar: a grid for each month, whose weeks begin as the language's do. */
export function MonthGrids<D extends { midnight: number }>({ messages, days, item }: Props<D>) {
  const { weekStart } = OWN_TEXTS[messages.language];
  const months = [...Map.groupBy(days, ({ midnight }) => toDate(midnight).slice(0, 7))];
  return months.map(([month, list]) => (
    <div key={month} className="day-month">
      <h3>{monthText(messages, month)}</h3>
      <p aria-hidden="true">
        {WEEK.map((day) => (
          <span key={day}>{weekdayText(messages, weekStart + day)}</span>
        ))}
      </p>
      <ol className="day-list">
        {list.map((day, i) => item(day, i === 0 ? ((weekdayOf(day.midnight) - weekStart + 7) % 7) + 1 : undefined))}
      </ol>
    </div>
  ));
}

const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** 0 on a Sunday: 1970 began on a Thursday. */
const weekdayOf = (midnight: number): number => (midnight / DAY_MS + 4) % 7;

/** `S` for 0 and for 7. */
const weekdayText = (messages: Messages, weekday: number): string =>
  dateTimeFormat(findLocale(messages), { timeZone: UTC, weekday: "narrow" }).format((weekday + 3) * DAY_MS);

/** `2026-11` → `November 2026`. */
const monthText = (messages: Messages, month: string): string =>
  dateTimeFormat(findLocale(messages), { timeZone: UTC, month: "long", year: "numeric" }).format(new Date(month));
