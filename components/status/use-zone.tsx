"use client";

import {
  createContext,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
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

const Chosen = createContext<ZoneName | undefined>(undefined);

/**
 * Hands the chosen zone to what is inside. It becomes known in a transition: a page has a hundred times, and the browser
 * stays free while they change.
 */
export function ZoneProvider({ children }: { children: ReactNode }) {
  const [name, setName] = useState<ZoneName>();
  useEffect(() => {
    const update = () => startTransition(() => setName(read()));
    update();
    return subscribe(update);
  }, []);
  return <Chosen value={name}>{children}</Chosen>;
}

/**
 * The chosen zone's name, at once: a control that waited for the page's times would undo the reader's click until then.
 * Undefined in the server's HTML, and until scripts run.
 */
export const useChosenZone = (): ZoneName | undefined => useSyncExternalStore(subscribe, read, () => undefined);

/** The zone that times are shown in; UTC in the server's HTML, and until scripts run. */
export const useZone = (): Zone => ZONES[useContext(Chosen) ?? "utc"];
