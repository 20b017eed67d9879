import type { SurfaceEntry } from "@/lib/schemas/registry";
import { startServer, type TestServer, type TestServerOptions } from "./server";

const KINDS = {
  /** Owned, with a probe (nobody listens there; the prober is off). */
  probed: { category: "owned", probe_url: "http://127.0.0.1:9/" },
  /** Owned, without probe and partner. */
  plain: { category: "owned" },
  /** A partner's tile. */
  upstream: { category: "upstream_3p", partner_name: "Acme Cloud" },
} as const;

export type SurfaceKind = keyof typeof KINDS;

export function entry(id: string, kind: SurfaceKind, more: Partial<SurfaceEntry> = {}): SurfaceEntry {
  return {
    id,
    display_name: `Surface ${id}`,
    public_description: `What ${id} does.`,
    probe_url: null,
    partner_status_url: null,
    partner_name: null,
    partner_feed: null,
    ...KINDS[kind],
    ...more,
  };
}

const PER_KIND = 40;
const idOf = (kind: SurfaceKind, n: number) => `${kind}-${n}`;

/** A server with many surfaces of each kind, so that each test takes its own; nothing writes but the test. */
export function startManySurfaces(options: TestServerOptions = {}): Promise<TestServer> {
  const registry = (Object.keys(KINDS) as SurfaceKind[]).flatMap((kind) =>
    Array.from({ length: PER_KIND }, (_, n) => entry(idOf(kind, n), kind)),
  );
  return startServer({ registry, ...options, env: { ...QUIET, ...options.env } });
}

/** Ticks do what the clock asks and request nothing from anyone. */
export const QUIET = { FLAG_STATUS_PROBER: "0", FLAG_STATUS_3P_POLLER: "0" };

/** Gives surfaces of a kind that no other test of the file has had. */
export function surfacePool(): (kind: SurfaceKind) => string {
  const used: Record<string, number> = {};
  return (kind) => {
    const n = used[kind] ?? 0;
    if (n >= PER_KIND) throw new Error(`All ${PER_KIND} ${kind} surfaces are taken`);
    used[kind] = n + 1;
    return idOf(kind, n);
  };
}
