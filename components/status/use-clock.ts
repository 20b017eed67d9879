import { startTransition, useEffect, useRef, useState, useSyncExternalStore } from "react";

const SECOND_MS = 1000;

type OnTick = (now: number) => void;

const listeners = new Set<OnTick>();
let timer: ReturnType<typeof setTimeout>;

const wholeSecond = () => Math.floor(Date.now() / SECOND_MS) * SECOND_MS;

function scheduleTick(): void {
  timer = setTimeout(tick, SECOND_MS - (Date.now() % SECOND_MS));
}

function tick(): void {
  const now = wholeSecond();
  for (const onTick of listeners) onTick(now);
  scheduleTick();
}

/** Calls at each whole second. The page has one timer, however many texts tell an age. */
function eachSecond(onTick: OnTick): () => void {
  if (listeners.size === 0) scheduleTick();
  listeners.add(onTick);
  return () => {
    listeners.delete(onTick);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/**
 * Reads something from the running clock; renders again only when it differs. `atServer` is shown until scripts run. A change is
 * a transition: dozens of texts change as one, and the page answers meanwhile.
 */
export function useClock<T extends string | number | boolean>(read: (now: number) => T, atServer: T): T {
  const [now, setNow] = useState<number>();
  const value = now === undefined ? atServer : read(now);
  const shown = useRef({ read, value });
  useEffect(() => {
    shown.current = { read, value };
  });
  useEffect(() => {
    const onTick = (at: number) => {
      if (shown.current.read(at) !== shown.current.value) startTransition(() => setNow(at));
    };
    onTick(wholeSecond());
    return eachSecond(onTick);
  }, []);
  return value;
}

const never = () => () => {};

/** False in the server's HTML and while React takes it over, true after. */
export function useIsMounted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
