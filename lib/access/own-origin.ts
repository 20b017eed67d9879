import { isLoopback } from "@/lib/env";

/**
 * Whether a request that changes something comes from our own pages: its `Origin` is ours, and so is `Sec-Fetch-Site` if sent.
 * A browser lets no page of another site say either. Without TLS it comes from this very machine.
 */
export function isOwnOrigin(headers: Pick<Headers, "get">): boolean {
  const origin = headers.get("Origin");
  const site = headers.get("Sec-Fetch-Site");
  if (!origin || !URL.canParse(origin) || (site !== null && site !== "same-origin")) return false;
  const { host, protocol } = new URL(origin);
  return host === headers.get("Host") && (protocol === "https:" || (protocol === "http:" && isLoopback(origin)));
}
