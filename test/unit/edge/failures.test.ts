import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Context, contextFrom, type Scope } from "@/lib/context";
import { keepHeaders, PAST_FRESH_S } from "@/lib/edge/keep";
import { StandInCache } from "@/lib/edge/stand-in-cache";
import type { Bindings } from "@/lib/env";
import { readPublic } from "@/lib/usecases/read-public";
import { updateSurface } from "@/lib/usecases/update-surface";
import { startDatabase } from "../uptime/database";

const NOW = Date.UTC(2026, 5, 1, 12);
const KEEP = { maxAgeS: 60, tags: ["status"], validUntil: null, now: NOW, stale: false };
const EDGE = "Cloudflare-CDN-Cache-Control";

describe("how long a copy is kept", () => {
  test("is a minute at most while the origin answers, so that a refused purge costs no more", () => {
    expect(keepHeaders(KEEP)[EDGE]).toBe("public, max-age=15, stale-while-revalidate=45, stale-if-error=600");
  });

  test("is the same minute for what is made of all the past, asked for once in it", () => {
    expect(keepHeaders({ ...KEEP, freshS: PAST_FRESH_S })[EDGE]).toBe(
      "public, max-age=50, stale-while-revalidate=10, stale-if-error=600",
    );
    expect(keepHeaders({ ...KEEP, freshS: PAST_FRESH_S, validUntil: NOW + 55_000 })[EDGE]).toBe(
      "public, max-age=50, stale-while-revalidate=5, stale-if-error=600",
    );
  });

  test("is 5 s where it is the last known good one, in browsers too", () => {
    const headers = keepHeaders({ ...KEEP, stale: true });
    expect(headers[EDGE]).toBe("public, max-age=5, stale-while-revalidate=0, stale-if-error=600");
    expect(headers["Cache-Control"]).toBe("public, max-age=5");
    expect(keepHeaders({ ...KEEP, stale: true, maxAgeS: 0 })["Cache-Control"]).toBe("public, max-age=0");
  });
});

describe("an origin that can't run", () => {
  const answer = async () => new Response("as it was", { headers: { ...keepHeaders(KEEP), ETag: '"a"' } });
  const fail = async (): Promise<Response> => {
    throw new Error("the Worker can't run");
  };

  test("is stood in for by its last copy for 10 minutes, marked STALE, and not a moment longer", async () => {
    vi.useFakeTimers({ now: NOW });
    const cache = new StandInCache();
    const ask = (origin: typeof answer) => cache.serve("/", new Request("https://a/"), origin, () => undefined);
    await ask(answer);
    vi.setSystemTime(NOW + 300_000);
    const later = await ask(fail);
    expect([later.status, later.headers.get("CF-Cache-Status"), await later.text()]).toEqual([
      200,
      "STALE",
      "as it was",
    ]);
    vi.setSystemTime(NOW + 616_000);
    await expect(ask(fail)).rejects.toThrow("the Worker can't run");
    vi.useRealTimers();
  });
});

describe("a purge that the platform refuses", () => {
  let database: Awaited<ReturnType<typeof startDatabase>>;
  beforeAll(async () => {
    database = await startDatabase();
  }, 60_000);
  afterAll(() => database.stop());

  test("fails no write: it is stored and answered, and the refusal is logged", async () => {
    const logged: string[] = [];
    const purge = () => Promise.reject(new Error("rate limited"));
    const scope: Scope = { waitUntil: () => undefined, cache: { purge } };
    const context: Context = contextFrom({ DB: database.d1 } as Bindings, scope, NOW);
    const ctx = { ...context, log: (message: string) => logged.push(message) };
    const write = { surface_id: "app-raxx-app", state: "DOWN", state_source: "manual", actor: "ops" } as const;
    expect((await updateSurface(ctx, write)).surface.state).toBe("DOWN");
    const { status } = await readPublic(ctx);
    expect(status.surfaces.find(({ id }) => id === "app-raxx-app")?.state).toBe("DOWN");
    expect(logged).toEqual(["cache purge refused"]);
  });
});
