import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get, iso, sleepUntil } from "../../support/http";
import { operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { QUIET } from "../../support/surfaces";

/** Workers Cache as it is where it is configured and caches nothing: `ctx.cache` is there, purges succeed. Counts D1's batches. */
const SILENTLY_OFF = `
import app from "./worker.js";
let reads = 0;
const counted = (db) => new Proxy(db, {
  get(target, name) {
    if (name === "batch") return (statements) => { reads++; return target.batch(statements); };
    const value = target[name];
    return typeof value === "function" ? value.bind(target) : value;
  },
});
const off = (ctx) => ({
  waitUntil: (work) => ctx.waitUntil(work),
  passThroughOnException: () => ctx.passThroughOnException(),
  cache: { purge: async () => ({ success: true, errors: [] }) },
});
export default {
  fetch: (request, env, ctx) =>
    new URL(request.url).pathname === "/test/reads"
      ? Response.json(reads, { headers: { "Cache-Control": "no-store" } })
      : app.fetch(request, { ...env, DB: counted(env.DB) }, off(ctx)),
  scheduled: (controller, env, ctx) => app.scheduled(controller, env, off(ctx)),
};`;

const SPAN_MS = 5_000;
/** Builds of one address in a span, and one more that is remembered. */
const BUILDS = 11;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ env: QUIET, entry: SILENTLY_OFF, withoutEdge: true });
});
afterAll(() => server.stop());

const reads = async () => (await get<number>(server, "/test/reads")).body;

describe("Workers Cache that is configured and caches nothing", () => {
  it.each(["/", "/api/status/public", "/badge.svg"])("a crowd at %s costs D1 a few reads in 5 s", async (path) => {
    const [before, startedMs] = [await reads(), performance.now()];
    for (let i = 0; i < 200; i++) expect((await get(server, path)).status).toBe(200);
    const spans = Math.ceil((performance.now() - startedMs) / SPAN_MS);
    expect((await reads()) - before).toBeLessThanOrEqual(BUILDS * (spans + 1));
    expect(200).toBeGreaterThan(2 * BUILDS * (spans + 1)); // else this machine was too slow to tell
  });

  it("a write shows on the next request all the same", async () => {
    for (const [i, state] of ["DOWN", "PARTIAL", "OPERATIONAL"].entries()) {
      for (let n = 0; n < 30; n++) await get(server, "/api/status/public/surfaces");
      const public_note = `Seen in a crowd ${i}.`;
      expect((await operatorOf(server).pin("demo-raxx-app", state, { public_note })).status).toBe(200);
      expect((await operatorOf(server).shown("demo-raxx-app")).state).toBe(state);
    }
  });

  it("nothing that is remembered outlives the clock's next change", async () => {
    const expiresAt = Date.now() + 4_000;
    await operatorOf(server).pin("ci-runners", "DOWN", { expires_at: iso(expiresAt) });
    while (Date.now() < expiresAt - 200) expect((await operatorOf(server).shown("ci-runners")).state).toBe("DOWN");
    await sleepUntil(expiresAt);
    expect((await operatorOf(server).shown("ci-runners")).state).toBe("UNKNOWN");
  });
});
