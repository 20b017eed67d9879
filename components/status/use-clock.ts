import { useSyncExternalStore } from "react";

const SECOND_MS = 1000;

function eachSecond(onTick: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const tick = () => {
    onTick();
    timer = setTimeout(tick, SECOND_MS - (Date.now() % SECOND_MS));
  };
  timer = setTimeout(tick, SECOND_MS - (Date.now() % SECOND_MS));
  return () => clearTimeout(timer);
}

const never = () => () => {};

/** Reads something from the running clock; renders again only when it differs. `atServer` is shown until scripts run. */
export function useClock<T extends string | number | boolean>(read: (now: number) => T, atServer: T): T {
  return useSyncExternalStore(
    eachSecond,
    () => read(Math.floor(Date.now() / SECOND_MS) * SECOND_MS),
    () => atServer,
  );
}

/** False in the server's HTML and while React takes it over, true after. */
export function useIsMounted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
