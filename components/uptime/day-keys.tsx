"use client";

import { type FocusEvent, type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from "react";

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowUp: -7,
  ArrowRight: 1,
  ArrowDown: 7,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

const listButtons = (list: Element | null) => [...(list?.querySelectorAll("button") ?? [])];

/** Makes one of the buttons the list's only tab stop. */
function stopAt(list: Element | null, stop: Element | undefined): void {
  for (const button of listButtons(list)) button.tabIndex = button === stop ? 0 : -1;
}

/** TypeScript's DOM does not know yet that the button can be named to which the popover belongs. */
type Popover = { togglePopover: (options: { force: boolean; source: Element }) => void };

/** Shows a button's popover beside it. A browser that knows no options takes them for `true`, which shows it as well. */
const show = (button: HTMLButtonElement | null | undefined) =>
  (button?.popoverTargetElement as Popover | null | undefined)?.togglePopover({
    force: true,
    source: button as Element,
  });

function move(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const buttons = listButtons(event.currentTarget);
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  const next = buttons[Math.max(0, Math.min(at + step, buttons.length - 1))];
  next?.focus();
  show(next);
}

function hover({ pointerType, target }: PointerEvent): void {
  if (pointerType === "mouse") show((target as Element).closest("li")?.querySelector("button"));
}

function leave({ pointerType, currentTarget }: PointerEvent): void {
  if (pointerType === "mouse")
    currentTarget.querySelector<HTMLElement>(":popover-open:not(:focus-within)")?.hidePopover();
}

/** Lists of buttons with popovers that need no scripts; with them they are one tab stop with arrows, Home and End, and show on hover. */
export function DayKeys({ label, children }: { label: string; children: ReactNode }) {
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => stopAt(list.current, listButtons(list.current).at(-1)), []);
  const focused = ({ currentTarget, target }: FocusEvent) => stopAt(currentTarget, target);
  return (
    <fieldset
      ref={list}
      aria-label={label}
      className="day-months"
      onFocus={focused}
      onKeyDown={move}
      onPointerOver={hover}
      onPointerLeave={leave}
    >
      {children}
    </fieldset>
  );
}
