"use client";

import { type ReactNode, useEffect } from "react";

const GROUP = "header-menu";

/** A sheet under its label in the header: open and shut without scripts, one at a time. */
export function HeaderMenu({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <details name={GROUP} className="header-menu">
      <summary className="header-item">{label}</summary>
      <div className="header-sheet">{children}</div>
    </details>
  );
}

/** Shuts the open sheet where the reader presses Escape, which gives the focus back, or presses elsewhere. */
export function useMenus(): void {
  useEffect(() => {
    const shut = (event: KeyboardEvent | PointerEvent) => {
      const open = document.querySelector<HTMLDetailsElement>(`details[name="${GROUP}"][open]`);
      const isKey = event instanceof KeyboardEvent;
      if (!open || (isKey ? event.key !== "Escape" : open.contains(event.target as Node))) return;
      const hadFocus = open.contains(document.activeElement);
      open.open = false;
      if (isKey && hadFocus) open.querySelector("summary")?.focus();
    };
    addEventListener("keydown", shut);
    addEventListener("pointerdown", shut);
    return () => {
      removeEventListener("keydown", shut);
      removeEventListener("pointerdown", shut);
    };
  }, []);
}
