import type { BusyServer } from "./busy-server";

/** Writes what readers see, once a second: a surface's note and state change each time. */
export function startWriter({ operator }: BusyServer) {
  let writes = 0;
  let refused = 0;
  const write = async () => {
    const state = writes % 2 === 0 ? "PARTIAL" : "DEGRADED";
    const public_note = `Some pages load slowly. This is update ${++writes}.`;
    const { status } = await operator.pin("docs-raxx-app", state, { public_note });
    if (status !== 200) refused++;
  };
  return {
    writeEachSecond: () => {
      let running = Promise.resolve();
      const next = () => {
        running = running.then(write);
      };
      next();
      const clock = setInterval(next, 1000);
      return () => {
        clearInterval(clock);
        return running;
      };
    },
    tell: () => ({ writes, refused }),
  };
}
