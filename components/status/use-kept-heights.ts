import { useLayoutEffect, useRef } from "react";
import type { PageData } from "./page-data";

const KEPT = "[data-hold], [data-card], [data-surface] summary";

type Shown = Pick<PageData, "surfaces">;

/**
 * What has shrunk keeps its height, the banner's list of what else is affected grows no taller, and a row in another state than it
 * was arranged with is marked, until the page is arranged anew.
 */
export function useKeptHeights(data: Shown, arranged: Shown): void {
  const heights = useRef(new Map<HTMLElement, number>());
  useLayoutEffect(() => {
    if (data === arranged) return;
    for (const list of document.querySelectorAll<HTMLElement>('[data-hold="trim"]'))
      trim(list, heights.current.get(list) ?? 0);
    // All are read before any is set: each height that is asked for after a change lays out the page again.
    const kept = [...findKept()].map((element) => ({ element, height: element.getBoundingClientRect().height }));
    for (const { element, height } of kept) {
      const tallest = heights.current.get(element) ?? 0;
      if (height < tallest) element.style.minHeight = `${tallest}px`;
      else heights.current.set(element, height);
    }
    for (const { id, state } of arranged.surfaces) {
      const row = findRow(id);
      row?.toggleAttribute("data-changed", row.dataset.state !== state);
    }
  }, [data, arranged]);
  useLayoutEffect(() => {
    // An observer is told heights that are known anyway; to ask for them here would lay out the whole page once more.
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
  while (lines.length > 1 && list.getBoundingClientRect().height > tallest) {
    const last = lines.pop();
    if (last) last.hidden = true;
  }
}
