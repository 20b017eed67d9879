/** What kind of failure a probe met; raw error texts never leave the prober. */
const PROBE_ERRORS = ["timeout", "dns", "tls", "refused", "status", "redirect", "content", "network"] as const;
export type ProbeError = (typeof PROBE_ERRORS)[number];

const BY_MESSAGE: readonly [RegExp, ProbeError][] = [
  [/timed? ?out|timeout|abort/i, "timeout"],
  [/dns|resolve|ENOTFOUND|EAI_AGAIN/i, "dns"],
  [/tls|ssl|certificate|handshake/i, "tls"],
  [/refused|ECONNREFUSED/i, "refused"],
];

/** The class of what `fetch` threw. */
export function classifyThrown(error: unknown): ProbeError {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return BY_MESSAGE.find(([pattern]) => pattern.test(text))?.[1] ?? "network";
}

/** Statuses with which Cloudflare says that it could not reach an origin. */
const BY_STATUS: Record<number, ProbeError> = {
  521: "refused",
  522: "timeout",
  523: "network",
  524: "timeout",
  525: "tls",
  526: "tls",
  530: "dns",
};

export const classifyStatus = (status: number): ProbeError => BY_STATUS[status] ?? "status";
