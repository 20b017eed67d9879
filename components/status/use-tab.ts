import { useEffect } from "react";
import { stateIcon, tabTitle } from "@/components/ui/site";
import type { State } from "@/lib/core/engine/states";

/** Lets the tab follow the state, its title and its icon, so that a background tab can be read too. */
export function useTab({ title, state }: { title: string; state: State }): void {
  useEffect(() => {
    document.title = tabTitle(title);
  }, [title]);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    icon?.setAttribute("href", stateIcon(state));
  }, [state]);
}
