import { useEffect } from "react";
import type { State } from "@/lib/engine/states";

/** Lets the tab's icon follow the state, so that a background tab can be read too. */
export function useTabIcon(state: State): void {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    icon?.setAttribute("href", `/status-icons/${state.toLowerCase()}.svg`);
  }, [state]);
}
