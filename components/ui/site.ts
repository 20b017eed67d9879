import type { State } from "@/lib/core/engine/states";

/** What is the same in every language. */
export const SITE = {
  name: "Raxx Status",
  brand: "Raxx",
  product: "Status",
  home: { label: "raxx.app", href: "https://raxx.app" },
} as const;

export const tabTitle = (text: string): string => `${text} · ${SITE.name}`;

/** The icon that shows a state. */
export const stateIcon = (state: State): string => `/status-icons/${state.toLowerCase()}.svg`;
