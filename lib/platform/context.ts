import type { CacheContext, D1Database, KVNamespace } from "@cloudflare/workers-types";
import pLimit from "p-limit";
import { type Db, openDb } from "@/db/client";
import { boundDb } from "@/lib/platform/bounded-db";
import { type Limits, readLimits } from "@/lib/platform/rate-limits";
import { buildRegistry, type Registry } from "@/lib/platform/registry";
import { type Bindings, type Env, readEnv } from "@/lib/platform/settings/variables";

/** What the Worker's entry passes down for one request or tick: the platform's `ctx`, with a cache that can be purged. */
export type Scope = {
  waitUntil: (work: Promise<unknown>) => void;
  cache?: Pick<CacheContext, "purge">;
  /** The id of this request or tick, in the log and in the response. */
  requestId?: string;
};

/** The header of a request's id. */
export const REQUEST_ID = "X-Request-Id";

/** A client's request id is accepted only in this form. */
const SAFE = /^[A-Za-z0-9-]{8,64}$/;

/** The request's id in the response and in the log: the client's where it is safe, else a new one. */
export function readRequestId(headers: Headers): string {
  const callersId = headers.get(REQUEST_ID);
  return callersId !== null && SAFE.test(callersId) ? callersId : crypto.randomUUID();
}

/** What a response's `Date` says. */
export const timeOfSending = (): string => new Date().toUTCString();

/** Everything that a service may use. `now` is one instant for the whole request, in epoch milliseconds. */
export type Context = {
  db: Db;
  /** The KV store of the fallback snapshot and of probe results that D1 did not take; null where none is bound. */
  snapshot: KVNamespace | null;
  env: Env;
  /** The rate limiters of failed credentials and uncached reads. */
  limits: Limits;
  registry: Registry;
  now: number;
  /** The time of writing: the clock's, also in a tick, whose `now` is its scheduled minute and may lie well behind. */
  clock: () => number;
  /** Milliseconds since the request or tick began. */
  spent: () => number;
  /** Milliseconds of a monotonic clock: for measuring spans, never for decisions. */
  elapsed: () => number;
  scope: Scope;
  /** Delays a fetch while six are under way: the platform allows no more connections, and waiting there would count towards the fetch's timeout. */
  limitConcurrency: <T>(request: () => Promise<T>) => Promise<T>;
  log: (message: string, details?: Record<string, unknown>) => void;
};

/** The platform's limit of simultaneous connections. */
const CONNECTIONS = 6;

/** Creates the context of one request or tick from the platform's objects; `now` defaults to the current time, and a tick says by `begunAt` when it really began. */
export function contextFrom(bindings: Bindings, scope: Scope, now = Date.now(), begunAt = now): Context {
  const startedMs = performance.now();
  const spent = () => performance.now() - startedMs;
  return {
    db: openDb(boundDb(bindings.DB as D1Database)),
    snapshot: bindings.STATUS_SNAPSHOT ?? null,
    env: readEnv(bindings),
    limits: readLimits(bindings),
    registry: buildRegistry(bindings),
    now,
    clock: () => Math.max(now, begunAt) + Math.round(spent()),
    spent,
    elapsed: () => performance.now(),
    scope,
    limitConcurrency: pLimit(CONNECTIONS),
    log: (message, details = {}) =>
      console.log(JSON.stringify({ msg: message, request_id: scope.requestId, ...details })),
  };
}
