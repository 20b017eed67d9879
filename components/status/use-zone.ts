import { useSyncExternalStore } from "react";
import { NEW_YORK, UTC, type Zone } from "./time-format";

/** What a reader can have times shown in: their own zone, UTC, or the exchange's. */
const ZONES = { reader: undefined, utc: UTC, newYork: NEW_YORK } satisfies Record<string, Zone>;
export type ZoneName = keyof typeof ZONES;

const KEY = "zone";
const CHANGED = "zonechange";

const isZoneName = (name: string | null): name is ZoneName => name !== null && Object.hasOwn(ZONES, name);

/** The choice outlives the visit where the browser lets it; without storage it holds until the page is left. */
let chosen: ZoneName | undefined;

function read(): ZoneName {
  if (chosen) return chosen;
  try {
    const stored = localStorage.getItem(KEY);
    return isZoneName(stored) ? stored : "reader";
  } catch {
    return "reader";
  }
}

export function chooseZone(name: ZoneName): void {
  chosen = name;
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Told above.
  }
  dispatchEvent(new Event(CHANGED));
}

function subscribe(onChange: () => void): () => void {
  addEventListener(CHANGED, onChange);
  return () => removeEventListener(CHANGED, onChange);
}

/** The chosen zone's name; UTC in the server's HTML, and until scripts run. */
export function useZoneName(): ZoneName {
  return useSyncExternalStore(subscribe, read, () => "utc");
}

export const useZone = (): Zone => ZONES[useZoneName()];
