import { useEffect } from "react";

const LOOK_EVERY_MS = 10_000;
/** A clock that has moved on by more than this between two looks stood still meanwhile: the machine slept. */
const ASLEEP_MS = 30_000;

/** Calls when the reader is back on a page that stood still: in the back/forward cache, frozen in the background, or on a machine that slept. */
export function useReturn(onReturn: () => void): void {
  useEffect(() => {
    let lookedAt = Date.now();
    const look = () => {
      const isBack = Date.now() - lookedAt > ASLEEP_MS && document.visibilityState === "visible";
      lookedAt = Date.now();
      if (isBack) onReturn();
    };
    const show = ({ persisted }: PageTransitionEvent) => {
      if (persisted) onReturn();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    addEventListener("pageshow", show);
    document.addEventListener("resume", onReturn);
    return () => {
      clearInterval(timer);
      removeEventListener("pageshow", show);
      document.removeEventListener("resume", onReturn);
    };
  }, [onReturn]);
}
