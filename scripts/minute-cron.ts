import { PlainError, say } from "./terminal";

const MINUTE_MS = 60_000;

/** Reads STATUS_CRON: `on` (also when absent) or `off`. */
export function readCron(text: string | undefined): boolean {
  if (text === undefined || text === "" || text === "on") return true;
  if (text === "off") return false;
  throw new PlainError(`STATUS_CRON must be "on" or "off", and is "${text}".`);
}

/** Calls `tick` at each minute boundary, as Cloudflare does, or more often; a tick that still runs then is waited for, not doubled. */
export function startMinuteCron(tick: (timeMs: number) => Promise<void>, everyMs = MINUTE_MS): void {
  let isRunning = false;
  const fire = async (timeMs: number) => {
    if (isRunning)
      return say(`The cron tick before ${new Date(timeMs).toISOString()} still runs; this one is left out`);
    isRunning = true;
    await tick(timeMs).catch((error: Error) => say(`A cron tick failed: ${error.message}`));
    isRunning = false;
  };
  const wait = () => {
    const nextMs = (Math.floor(Date.now() / everyMs) + 1) * everyMs;
    setTimeout(() => {
      if (Date.now() < nextMs) return wait(); // timers may be a little early
      void fire(nextMs);
      wait();
    }, nextMs - Date.now());
  };
  wait();
}
