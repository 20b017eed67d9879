import { useLayoutEffect, useRef } from "react";
import type { PageData } from "./page-data";

const KEPT = "[data-hold], [data-card], [data-surface] summary";

type Shown = Pick<PageData, "surfaces">;

/**
 * Nothing becomes less tall than it was, the banner's list of what else is affected grows no taller, and a row in another state than it
 * was arranged with is marked, until the page is arranged anew.
 */
export function useKeptHeights(data: Shown, arranged: Shown): void {
  const heights = useRef(new Map<HTMLElement, number>());
  useLayoutEffect(() => {
    if (data === arranged) return;
    for (const list of document.querySelectorAll<HTMLElement>('[data-hold="trim"]')) {
      const tallest = heights.current.get(list);
      if (tallest !== undefined) trim(list, tallest);
    }
    // Of all that is known, not of what has shrunk: to ask each for its height lays out even what closed folds hold.
    for (const [element, tallest] of heights.current) element.style.minHeight = `${tallest}px`;
    for (const { id, state } of arranged.surfaces) {
      const row = findRow(id);
      row?.toggleAttribute("data-changed", row.dataset.state !== state);
    }
  }, [data, arranged]);
  useLayoutEffect(() => {
    // An observer is told heights that the layout has found anyway.
    const observer = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries) {
        const tallest = heights.current.get(target as HTMLElement) ?? 0;
        heights.current.set(target as HTMLElement, Math.max(tallest, borderBoxSize[0]?.blockSize ?? 0));
      }
    });
    const measure = () => {
      for (const element of heights.current.keys()) element.style.minHeight = "";
      for (const line of document.querySelectorAll<HTMLElement>('[data-hold="trim"] [hidden]')) line.hidden = false;
      heights.current.clear();
      observer.disconnect();
      for (const element of findKept()) observer.observe(element);
    };
    measure();
    for (const { id } of arranged.surfaces) findRow(id)?.removeAttribute("data-changed");
    addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      removeEventListener("resize", measure);
    };
  }, [arranged]);
}

const findKept = () => document.querySelectorAll<HTMLElement>(KEPT);

const findRow = (id: string) => document.querySelector<HTMLElement>(`[data-surface="${CSS.escape(id)}"]`);

/** Hides a list's last lines until it is no taller than it was. The first always shows; rows and cards tell of the others too. */
function trim(list: HTMLElement, tallest: number): void {
  const lines = [...list.querySelectorAll<HTMLElement>("li")];
  for (const line of lines) line.hidden = false;
  while (lines.length > 1 && list.getBoundingClientRect().height > tallest + 0.5) {
    const last = lines.pop();
    if (last) last.hidden = true;
  }
}
