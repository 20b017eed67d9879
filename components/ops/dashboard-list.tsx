"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { DashboardSearch } from "./dashboard-search";

type Row = { id: string; text: string; state: string; node: ReactNode };
type Props = {
  /** Worst first. */
  rows: readonly Row[];
  filter: { q: string; state: string };
  states: readonly (readonly [state: string, label: string])[];
  /** What stands below the list, in its form. */
  children: ReactNode;
};

/** The rows that match the search, worst first. While an operator works on the list, its order stays. */
export function DashboardList({ rows, filter, states, children }: Props) {
  const [q, setQ] = useState(filter.q);
  const [state, setState] = useState(filter.state);
  const list = useRef<HTMLUListElement>(null);
  const { sorted, isOutOfOrder, sort } = useKeptOrder(rows, () => isWorkedOn(list.current));
  const shown = sorted.filter(
    (row) => row.text.includes(q.trim().toLowerCase()) && (state === "" || row.state === state),
  );
  return (
    <>
      <search>
        <form action="/ops" method="get" className="mb-3 flex gap-2">
          <DashboardSearch q={q} onQuery={setQ} />
          <label className="w-32 shrink-0 sm:w-48">
            <span className="sr-only">State</span>
            <select
              name="state"
              defaultValue={filter.state}
              onChange={(event) => setState(event.target.value)}
              className="ops-input"
            >
              <option value="">Any state</option>
              {states.map(([each, label]) => (
                <option key={each} value={each}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="ops-quiet max-sm:sr-only">
            Find
          </button>
        </form>
      </search>
      {isOutOfOrder && (
        <p className="mb-2 text-sm">
          <button type="button" className="link min-h-11" onClick={sort}>
            States have changed: sort again, worst first
          </button>
        </p>
      )}
      <form action="/ops/write" method="get">
        {shown.length === 0 && <p className="panel p-5 text-muted">No surface matches this search.</p>}
        <ul ref={list} aria-label="Surfaces" className="panel divide-y divide-line empty:hidden">
          {shown.map(({ node }) => node)}
        </ul>
        {children}
      </form>
    </>
  );
}

/** Rows in the order in which they were first shown, until they are sorted again or no operator works on them. */
function useKeptOrder(rows: readonly Row[], isBusy: () => boolean) {
  const ids = rows.map(({ id }) => id);
  const key = ids.join(" ");
  const [order, setOrder] = useState(ids);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another order is a reason to look
  useEffect(() => {
    if (!isBusy()) setOrder(ids);
  }, [key]);
  const rank = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const sorted = rows.toSorted((a, b) => rank(a.id) - rank(b.id));
  return { sorted, isOutOfOrder: sorted.some(({ id }, i) => id !== ids[i]), sort: () => setOrder(ids) };
}

/** Whether the focus is in the list, something in it is selected, or it is scrolled. */
const isWorkedOn = (list: HTMLElement | null): boolean =>
  scrollY > 0 || list?.contains(document.activeElement) === true || list?.querySelector("input:checked") !== null;
