import { createServer } from "node:net";
import { PlainError } from "./terminal";

/** Reads PORT: a number, 8787 if there is none. */
export function readPort(text: string | undefined): number {
  const port = Number(text || 8787);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new PlainError(`PORT must be a number from 0 to 65535, and is "${text}".`);
}

/** Refuses a port of 127.0.0.1 that somebody else listens on. */
export async function assertPortIsFree(port: number): Promise<void> {
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host: "127.0.0.1" }, () => resolve(undefined));
  });
  if (code === undefined) {
    await new Promise((resolve) => server.close(resolve));
    return;
  }
  const why = code === "EADDRINUSE" ? "is taken: another program listens on it" : `can't be used (${code})`;
  throw new PlainError(`Port ${port} of 127.0.0.1 ${why}.\nChoose another one, say PORT=${port + 1}`);
}
