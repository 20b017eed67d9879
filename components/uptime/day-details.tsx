"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { DAY_MS } from "@/lib/core/engine/periods";
import { CONDITIONS, type Condition, emptyTally, NO_DATA, type Tally, toDate } from "@/lib/core/uptime/days";
import { parseStrip, worstOfBar } from "@/lib/core/uptime/strip";
import type { PageHistory, UptimeResponse } from "@/lib/schemas/public";
import { DayCard } from "./day-card";
import { eventsOn, readEvents } from "./day-events";
import { toDay } from "./live-bars";

const FEED = "/api/status/public/uptime";
const MINUTE_MS = 60_000;
/** The public uptime is fetched again when a day is shown after this. */
const FRESH_MS = 5 * MINUTE_MS;
/** How long the pointer may be on its way from a bar to its popover. */
const WAY_MS = 250;
const GAP_PX = 6;

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** A day of a strip of bars: the strip, the row's surface, and the day's place in the strip. */
type Place = { strip: SVGSVGElement; id: string; at: number };

const countDays = (strip: SVGSVGElement): number => strip.viewBox.baseVal.width;

/** TypeScript's DOM does not know yet that the element can be named to which the popover belongs. */
type Popover = { showPopover: (options: { source: Element | null }) => void };

type Props = { messages: Messages; history: PageHistory; children: ReactNode };

/**
 * The days behind every strip of bars within: one popover, shown by pointer, finger, and the arrow keys on a row's summary. What
 * the page does not know of them is fetched when the first is shown.
 */
export function DayDetails({ messages, history, children }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const uptime = useUptime(place !== null);
  useEffect(() => {
    if (area.current && card.current) return watchStrips(area.current, card.current, setPlace);
  }, []);
  useLayoutEffect(() => {
    if (place && card.current) showBeside(card.current, place);
  });
  return (
    <div ref={area}>
      {children}
      <div ref={card} popover="auto" className="day-card day-card-placed" aria-live="polite">
        {place && <PlacedDay messages={messages} place={place} history={history} uptime={uptime} />}
      </div>
    </div>
  );
}

type PlacedProps = Omit<Props, "children"> & { place: Place; uptime: UptimeResponse | null };

function PlacedDay({ messages, place: { strip, id, at }, history, uptime }: PlacedProps) {
  const last = Number(strip.dataset.last);
  const day = last - (countDays(strip) - 1 - at);
  const midnight = day * DAY_MS;
  const bar = parseStrip(history.surfaces[id]?.bars ?? "").at(day - toDay(history.until) - 1);
  const surface = uptime?.surfaces.find((each) => each.id === id);
  const published = surface?.days.find(({ date }) => date === toDate(midnight));
  const worst: Condition = published?.worst ?? (bar && day <= toDay(history.until) ? worstOfBar(bar) : NO_DATA);
  return (
    <>
      <DayCard
        messages={messages}
        midnight={midnight}
        worst={worst}
        isToday={day === last}
        {...(published && { ms: toTally(published.minutes) })}
        events={surface ? eventsOn(readEvents(surface), midnight) : []}
        measuredAt={`${linkTo(messages, `/surfaces/${id}`)}#measured`}
      />
      <a href={linkTo(messages, `/surfaces/${id}`)} className="link mt-2 inline-block">
        {t(messages, "surface.more", { name: surface?.display_name ?? id })}
      </a>
    </>
  );
}

function toTally(minutes: Partial<Record<Condition, number>>): Tally {
  const ms = emptyTally();
  for (const condition of CONDITIONS) ms[condition] = (minutes[condition] ?? 0) * MINUTE_MS;
  return ms;
}

/** The public uptime, from when it is wanted; without it a day is shown with what the page knows. */
function useUptime(isWanted: boolean): UptimeResponse | null {
  const [uptime, setUptime] = useState<UptimeResponse | null>(null);
  const fetchedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!isWanted || performance.now() - fetchedAt.current < FRESH_MS) return;
    fetchedAt.current = performance.now();
    fetch(FEED)
      .then((response) => (response.ok ? response.json() : null))
      .then((body: UptimeResponse | null) => body && setUptime(body))
      .catch(() => {});
  }, [isWanted]);
  return uptime;
}

/** Which day the popover shows, and whether it stays when the pointer leaves. */
function openPopover(card: HTMLElement, setPlace: (place: Place | null) => void) {
  let place: Place | null = null;
  let isPinned = false;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const isOpen = () => card.matches(":popover-open");
  const hide = () => {
    if (isOpen()) card.hidePopover();
    place = null;
    isPinned = false;
    setPlace(null);
  };
  return {
    hide,
    isPinned: () => isPinned,
    placeOn: (strip: SVGSVGElement) => (place?.strip === strip && isOpen() ? place.at : null),
    show: (next: Place, pins: boolean) => {
      clearTimeout(leaving);
      isPinned = pins;
      if (place?.strip === next.strip && place.at === next.at && isOpen()) return;
      place = next;
      setPlace(next);
    },
    stay: () => clearTimeout(leaving),
    leave: () => {
      if (place === null || isPinned) return;
      clearTimeout(leaving);
      leaving = setTimeout(hide, WAY_MS);
    },
    /** Dismissed by a click elsewhere or the Escape key. */
    dismissed: () => {
      if (place && !isOpen()) hide();
    },
    /** Where the page has moved, it would stand beside another bar. */
    moved: () => {
      if (place) hide();
    },
  };
}

type DayPopover = ReturnType<typeof openPopover>;

function point(popover: DayPopover, card: HTMLElement, event: PointerEvent): void {
  if (event.pointerType !== "mouse") return;
  const pointed = placeUnder(event);
  if (pointed) {
    if (!popover.isPinned()) popover.show(pointed, false);
  } else if (card.contains(event.target as Node)) popover.stay();
  else popover.leave();
}

function tap(popover: DayPopover, event: MouseEvent): void {
  const tapped = placeUnder(event);
  if (!tapped) return;
  // The row does not unfold.
  event.preventDefault();
  popover.show(tapped, true);
}

function press(popover: DayPopover, event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const summary = event.target as Element;
  const strip = summary.matches("summary") ? summary.querySelector<SVGSVGElement>(STRIP) : null;
  if (step === undefined || !strip) return;
  event.preventDefault();
  const last = countDays(strip) - 1;
  const at = popover.placeOn(strip);
  popover.show(toPlace(strip, at === null ? last : Math.max(0, Math.min(at + step, last))), true);
}

/** Listens to all strips at once; returns the way to stop. */
function watchStrips(area: HTMLElement, card: HTMLElement, setPlace: (place: Place | null) => void): () => void {
  const popover = openPopover(card, setPlace);
  const stop = new AbortController();
  const options = { signal: stop.signal };
  area.addEventListener("pointermove", (event) => point(popover, card, event), options);
  area.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && popover.leave(), options);
  area.addEventListener("click", (event) => tap(popover, event), options);
  area.addEventListener("keydown", (event) => press(popover, event), options);
  card.addEventListener("toggle", popover.dismissed, options);
  addEventListener("scroll", popover.moved, { ...options, passive: true });
  addEventListener("resize", popover.moved, options);
  return () => stop.abort();
}

const STRIP = "svg[data-last]";

function placeUnder({ target, clientX }: MouseEvent): Place | null {
  const strip = (target as Element).closest?.(".day-line")?.querySelector<SVGSVGElement>(STRIP);
  if (!strip) return null;
  const { left, width } = strip.getBoundingClientRect();
  const count = countDays(strip);
  return toPlace(strip, Math.max(0, Math.min(Math.floor(((clientX - left) / width) * count), count - 1)));
}

const toPlace = (strip: SVGSVGElement, at: number): Place => ({
  strip,
  id: strip.closest<HTMLElement>("[data-surface]")?.dataset.surface ?? "",
  at,
});

/** Above the bar where there is room, else under it, and within the window; a line marks the bar. */
function showBeside(card: HTMLElement, { strip, at }: Place): void {
  if (!card.matches(":popover-open")) (card as unknown as Popover).showPopover({ source: strip.closest("summary") });
  const bars = strip.getBoundingClientRect();
  const middle = bars.left + (bars.width * (at + 0.5)) / countDays(strip);
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(GAP_PX, Math.min(middle - width / 2, document.documentElement.clientWidth - width - GAP_PX));
  const isAbove = bars.top - height - GAP_PX >= 0;
  card.style.left = `${left}px`;
  card.style.top = `${isAbove ? bars.top - height - GAP_PX : bars.bottom + GAP_PX}px`;
  card.dataset.side = isAbove ? "above" : "below";
  card.style.setProperty("--bar-middle", `${middle - left}px`);
  card.style.setProperty("--bar-height", `${bars.height}px`);
}
