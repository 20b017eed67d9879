import type { State } from "@/lib/engine/states";

export const SCHEMES = ["light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Colours of the label's half and of the words on the state's half; from `components/ui/tokens.css`, by test. */
export const FRAME: Record<Scheme, { label: string; ink: string; glyph: string }> = {
  light: { label: "#e4e4e0", ink: "#17191c", glyph: "#ffffff" },
  dark: { label: "#272b31", ink: "#eceef1", glyph: "#0f1114" },
};

/** The ground of the state's half: the state's ink, on which `glyph` reads at AA. */
export const STATE_GROUND: Record<Scheme, Record<State, string>> = {
  light: {
    OPERATIONAL: "#0b6b3a",
    DEGRADED: "#7d5200",
    PARTIAL: "#9a3f06",
    DOWN: "#b01e1e",
    MAINTENANCE: "#2b5590",
    UNKNOWN: "#4d5663",
  },
  dark: {
    OPERATIONAL: "#5fd39a",
    DEGRADED: "#f3c15b",
    PARTIAL: "#ffa96b",
    DOWN: "#ff9592",
    MAINTENANCE: "#93bdf6",
    UNKNOWN: "#b0b8c3",
  },
};
