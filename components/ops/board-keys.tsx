"use client";

import { useEffect } from "react";

const ROWS = "[data-row] summary";

/** `/` goes to the search, arrows go from row to row, x ticks the one that has the focus. */
export function BoardKeys() {
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
    return () => removeEventListener("keydown", onKey);
  }, []);
  return null;
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
