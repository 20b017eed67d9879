import { expect, it } from "vitest";
import type { Context } from "@/lib/platform/context";
import { cachedResponse } from "@/lib/server/cache/cached-response";

const NOW = Date.UTC(2026, 10, 29, 12, 0, 0, 250);

const answer = (validUntil: number | null, ifNoneMatch?: string) =>
  cachedResponse(
    {
      request: new Request("https://status.raxx.app/feed.json", {
        headers: ifNoneMatch === undefined ? {} : { "If-None-Match": ifNoneMatch },
      }),
      ctx: { now: NOW } as Context,
    },
    { maxAgeS: 60 },
    { text: "{}", contentType: "application/json", validUntil, stale: false },
  );

it("confirms a stored response with 304, but in the last second before the clock's change nothing may be stored, and it is sent whole", async () => {
  const etag = (await answer(null)).headers.get("ETag") ?? "none";
  expect((await answer(NOW + 1000, etag)).status).toBe(304);
  const last = await answer(NOW + 999, etag);
  expect([last.status, await last.text()]).toEqual([200, "{}"]);
  expect(last.headers.get("Cloudflare-CDN-Cache-Control")).toBe("no-store");
});
