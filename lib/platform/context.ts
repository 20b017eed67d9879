import type { CacheContext, D1Database, KVNamespace } from "@cloudflare/workers-types";
import pLimit from "p-limit";
import { type Db, openDb } from "@/db/client";
import { type Bindings, type Env, readEnv } from "@/lib/platform/env";
import { type Limits, readLimits } from "@/lib/platform/limits";
import { buildRegistry, type Registry } from "@/lib/platform/registry";

/** What the entry hands to everything below it for one request or tick; the platform's `ctx` with a cache that can be purged. */
export type Scope = {
  waitUntil: (work: Promise<unknown>) => void;
  cache?: Pick<CacheContext, "purge">;
  /** Names this request, or tick, in our log and to the caller. */
  requestId?: string;
};

/** Everything that a use case may touch. `now` is one instant for the whole request, in epoch milliseconds. */
export type Context = {
  db: Db;
  /** Where the last known good copy is kept; null where nothing is bound. */
  snapshot: KVNamespace | null;
  env: Env;
  /** What counts failed credentials and uncached reads. */
  limits: Limits;
  registry: Registry;
  now: number;
  /** `now`, and what has passed since: when a thing is written down. */
  clock: () => number;
  /** Milliseconds on a clock that only runs forward: for spans, never for deciding. */
  elapsed: () => number;
  scope: Scope;
  /** Holds a request back while six are on their way: the platform has no more connections, and its wait would count as ours. */
  limitConcurrency: <T>(request: () => Promise<T>) => Promise<T>;
  log: (message: string, details?: Record<string, unknown>) => void;
};

/** The platform's limit of simultaneous connections. */
const CONNECTIONS = 6;

/** The context of one request or tick, from the platform's own hands; `now` defaults to the clock's. */
export function contextFrom(bindings: Bindings, scope: Scope, now = Date.now()): Context {
  const startedMs = performance.now();
  return {
    db: openDb(bindings.DB as D1Database),
    snapshot: bindings.STATUS_SNAPSHOT ?? null,
    env: readEnv(bindings),
    limits: readLimits(bindings),
    registry: buildRegistry(bindings),
    now,
    clock: () => now + Math.round(performance.now() - startedMs),
    elapsed: () => performance.now(),
    scope,
    limitConcurrency: pLimit(CONNECTIONS),
    log: (message, details = {}) =>
      console.log(JSON.stringify({ msg: message, request_id: scope.requestId, ...details })),
  };
}
