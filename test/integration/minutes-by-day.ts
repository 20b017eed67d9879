const DAY_MS = 86_400_000;

/** Minutes in each state, by UTC day, counted from a surface's rows of the log in turn; a state holds until the next row. */
export function minutesByDay(rows: readonly { at: string; state: string }[]): Map<string, Record<string, number>> {
  const days = new Map<string, Record<string, number>>();
  rows.forEach(({ at, state }, i) => {
    const end = Date.parse(rows[i + 1]?.at ?? new Date().toISOString());
    for (let from = Date.parse(at); from < end; ) {
      const to = Math.min(end, Math.floor(from / DAY_MS) * DAY_MS + DAY_MS);
      const date = new Date(from).toISOString().slice(0, 10);
      const day = days.get(date) ?? {};
      day[state] = (day[state] ?? 0) + (to - from) / 60_000;
      days.set(date, day);
      from = to;
    }
  });
  return days;
}
