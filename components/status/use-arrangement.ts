import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { PageLayout } from "@/lib/schemas/page-layout";
import { groupActive } from "./active-groups";
import type { PageData } from "./page-data";
import { inOrder } from "./summary";
import { isActive } from "./surface-order";
import { useKeptHeights } from "./use-kept-heights";

/** A page that nobody touches is arranged anew after this time. */
const LONGEST_MS = 30 * 60_000;

/**
 * What stands where, which follows the data only while nobody looks: cards and rows keep their places, and what is new waits for
 * the reader's word. `fresh` counts the stories that wait.
 */
export function useArrangement(data: PageData, layout: PageLayout) {
  const [arranged, setArranged] = useState(data);
  const newest = useRef(data);
  const arrangedAt = useRef(Date.now());
  const show = useCallback(() => {
    arrangedAt.current = Date.now();
    setArranged(newest.current);
  }, []);
  useEffect(() => {
    newest.current = data;
    if (document.hidden || Date.now() - arrangedAt.current > LONGEST_MS) show();
  }, [data, show]);
  useEffect(() => {
    const look = () => document.hidden && show();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [show]);
  useKeptHeights(data, arranged);
  const fresh = useMemo(() => countFresh(data, arranged), [data, arranged]);
  const cards = useMemo(
    () => groupActive(inOrder(arranged.surfaces, layout), arranged.active_incidents),
    [arranged, layout],
  );
  return { arranged, cards, fresh, show };
}

/** Stories of surfaces that were in no trouble when the page was arranged. */
export function countFresh(
  { surfaces, active_incidents }: Pick<PageData, "surfaces" | "active_incidents">,
  arranged: Pick<PageData, "surfaces">,
): number {
  const shown = new Set(arranged.surfaces.filter(isActive).map(({ id }) => id));
  return groupActive(surfaces, active_incidents).filter((group) => group.some(({ id }) => !shown.has(id))).length;
}
