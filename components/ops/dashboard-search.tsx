"use client";

import { useEffect, useState } from "react";

const ROWS = "[data-row] summary";

/**
 * The search field and the dashboard's keys: `/` focuses it, arrows move between rows, x selects the focused row.
 * The placeholder names the key only once its listener is attached: without scripts there is none.
 */
export function DashboardSearch({ q, onQuery }: { q: string; onQuery: (q: string) => void }) {
  const listening = useDashboardKeys();
  return (
    <label className="min-w-0 grow">
      <span className="sr-only">Search surfaces</span>
      <input
        type="search"
        name="q"
        defaultValue={q}
        onChange={(event) => onQuery(event.target.value)}
        placeholder={listening ? "Search  /" : "Search"}
        aria-keyshortcuts={listening ? "/" : undefined}
        className="ops-input"
      />
    </label>
  );
}

function useDashboardKeys(): boolean {
  const [listening, setListening] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = KEYS[event.key];
      if (act) {
        event.preventDefault();
        act();
      }
    };
    addEventListener("keydown", onKey);
    setListening(matchMedia("(hover: hover)").matches); // else there is no keyboard to name a key of
    return () => removeEventListener("keydown", onKey);
  }, []);
  return listening;
}

const KEYS: Record<string, () => void> = {
  "/": () => document.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
  ArrowDown: () => moveBy(1),
  ArrowUp: () => moveBy(-1),
  x: () => document.activeElement?.closest("[data-row]")?.querySelector<HTMLInputElement>("input")?.click(),
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), textarea, select');

function moveBy(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const next = here === -1 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  rows[Math.min(rows.length - 1, Math.max(0, next))]?.focus();
}
