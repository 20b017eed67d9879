import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Context, contextFrom, type Scope } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { cacheHeaders } from "@/lib/server/cache/cache-headers";
import { purgePublic } from "@/lib/services/public/purge";
import { readPublic } from "@/lib/services/public/read-page";
import { updateSurface } from "@/lib/services/surfaces/update";
import { startDatabase } from "../../support/database";

const NOW = Date.UTC(2026, 5, 1, 12);
const KEEP = { maxAgeS: 60, tags: ["status"], validUntil: null, now: NOW, stale: false };
const EDGE = "Cloudflare-CDN-Cache-Control";

describe("how long a copy is kept", () => {
  test("is a minute at most while the origin answers, so that a refused purge costs no more", () => {
    expect(cacheHeaders(KEEP)[EDGE]).toBe("public, max-age=15, stale-while-revalidate=45, stale-if-error=600");
  });

  test("is 100 s for what is made of all the past, asked for once in it", () => {
    expect(cacheHeaders({ ...KEEP, isOfPast: true })[EDGE]).toBe(
      "public, max-age=90, stale-while-revalidate=10, stale-if-error=600",
    );
    expect(cacheHeaders({ ...KEEP, isOfPast: true, validUntil: NOW + 95_000 })[EDGE]).toBe(
      "public, max-age=90, stale-while-revalidate=5, stale-if-error=600",
    );
  });

  test("is 5 s where it is the fallback snapshot, in browsers too", () => {
    const headers = cacheHeaders({ ...KEEP, stale: true });
    expect(headers[EDGE]).toBe("public, max-age=5, stale-while-revalidate=0, stale-if-error=600");
    expect(headers["Cache-Control"]).toBe("public, max-age=5");
    expect(cacheHeaders({ ...KEEP, stale: true, maxAgeS: 0 })["Cache-Control"]).toBe("public, max-age=0");
  });
});

describe("a purge that the platform refuses", () => {
  let database: Awaited<ReturnType<typeof startDatabase>>;
  beforeAll(async () => {
    database = await startDatabase();
  }, 60_000);
  afterAll(() => database.stop());

  test.each([
    ["resolves to a refusal", async () => ({ success: false, errors: [{ code: 1134, message: "rate limit" }] })],
    ["rejects", () => Promise.reject(new Error("rate limited"))],
  ])("fails no write, when it %s: it is stored and answered, and the refusal is logged", async (_, purge) => {
    const logged: string[] = [];
    const scope: Scope = { waitUntil: () => undefined, cache: { purge } };
    const context: Context = contextFrom({ DB: database.d1 } as Bindings, scope, NOW);
    const ctx = { ...context, log: (message: string) => logged.push(message) };
    expect(await purgePublic(ctx)).toBe(false);
    logged.length = 0;
    const write = { surface_id: "app-raxx-app", state: "DOWN", state_source: "manual", actor: "ops" } as const;
    expect((await updateSurface(ctx, write)).surface.state).toBe("DOWN");
    const { status } = await readPublic(ctx);
    expect(status.surfaces.find(({ id }) => id === "app-raxx-app")?.state).toBe("DOWN");
    expect(logged).toEqual(["cache purge refused"]);
  });
});
