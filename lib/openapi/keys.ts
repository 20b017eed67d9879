import { SERVICE_TOKEN, WORKER_KEY, WRITE_TOKEN } from "@/lib/http/credentials";

type Key = { header: string; variable: string; description: string };

/** What opens an internal door: the header that carries it, the shell variable that samples take it from. */
export const KEYS = {
  writeToken: { header: WRITE_TOKEN.header, variable: WRITE_TOKEN.secret, description: "The internal write token." },
  workerKey: {
    header: WORKER_KEY.header,
    variable: WORKER_KEY.secret,
    description: "Opens snapshot, invalidate, heartbeat and this description too.",
  },
  serviceToken: {
    header: SERVICE_TOKEN.header,
    variable: SERVICE_TOKEN.secret,
    description: "Asked for beside the signature on the internal path.",
  },
  signature: {
    header: "X-FreeScout-Signature",
    variable: "SIGNATURE",
    description:
      "Signs the body's exact bytes with the webhook's secret: `sha256=` and the HMAC-SHA256 in hex, or the HMAC-SHA1 in base64 as FreeScout's own module sends it.",
  },
} as const satisfies Record<string, Key>;

export type KeyName = keyof typeof KEYS;

/** The doors of operators and Raptor, and those that the worker key opens too. */
export const WRITERS = [["writeToken"]] as const satisfies readonly KeyName[][];
export const READERS = [["writeToken"], ["workerKey"]] as const satisfies readonly KeyName[][];
