/** A failure whose message is enough for the person at the terminal: no stack is printed. */
export class PlainError extends Error {}

/** A progress line, on stderr, so that stdout carries only the Worker's log and reports. */
export function say(line: string): void {
  console.error(`▸ ${line}`);
}

/** Seconds since `startedMs`, for a progress line. */
export function secondsSince(startedMs: number): string {
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
}

function fail(error: unknown): never {
  const isPlain = error instanceof PlainError;
  const text = isPlain ? error.message : String((error as Error).stack ?? error);
  for (const line of text.split("\n")) console.error(`✖ ${line}`);
  process.exit(1);
}

/**
 * Runs a script's main function. A failure is printed and ends the process with 1; a signal, or the end of
 * bootstrap.mjs, ends it with `stoppedCode`. `exit` listeners release what the script started.
 */
export async function main(run: () => Promise<void>, stoppedCode = 130): Promise<void> {
  const stop = () => {
    say("Stopped");
    process.exit(stoppedCode);
  };
  for (const event of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(event, stop);
  process.channel?.unref();
  await run().catch(fail);
}

/** Reads a command line; an error prints its message and the usage. */
export function readCommand<T>(usage: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new PlainError(`${(error as Error).message}\n\n${usage}`);
  }
}
