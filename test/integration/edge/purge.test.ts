import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Edge, startEdge } from "../../support/edge";
import { ask } from "./ask";

const KEPT = { "Cache-Control": "public, max-age=60", "Cache-Tag": "Status,second", ETag: '"a"' };

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge();
});
afterAll(() => edge.stop());

/** A path whose response is stored: the next request is a HIT unless something is purged. */
async function stored(path: string, headers: Record<string, string> = KEPT): Promise<string> {
  await edge.script(path, { headers, body: "a" });
  expect((await ask(edge, path, {})).cache).toMatch(/MISS|HIT/);
  expect((await ask(edge, path, {})).cache).toBe("HIT");
  return path;
}

describe("purge (purge)", () => {
  it.each([
    ["a tag, whatever its case", { tags: ["STATUS"] }, "MISS"],
    ["one of several tags", { tags: ["none", "second"] }, "MISS"],
    ["another tag", { tags: ["other"] }, "HIT"],
    ["a prefix of the path", { pathPrefixes: ["/purge/"] }, "MISS"],
    ["a prefix without its slash", { pathPrefixes: ["purge"] }, "MISS"],
    ["another prefix", { pathPrefixes: ["/other"] }, "HIT"],
    ["a tag or a prefix", { tags: ["other"], pathPrefixes: ["/purge/a"] }, "MISS"],
    ["everything", { purgeEverything: true }, "MISS"],
  ])("by %s: %j leads to %s", async (_, options, cache) => {
    const path = await stored("/purge/a");
    expect(await edge.purge(options)).toEqual({ success: true, errors: [] });
    expect(await ask(edge, path, {})).toMatchObject({ cache });
  });

  it.each([
    [{}],
    [{ purgeEverything: true, tags: ["status"] }],
    [{ pathPrefixes: ["https://status.example/"] }],
    [{ pathPrefixes: ["/a?b"] }],
  ])("%j is refused in what it resolves to, and purges nothing", async (options) => {
    const path = await stored("/purge/b");
    expect(await edge.purge(options)).toMatchObject({ success: false, errors: [{ code: expect.any(Number) }] });
    expect((await ask(edge, path, {})).cache).toBe("HIT");
  });

  it("takes every variant of an address", async () => {
    const path = "/purge/varied";
    const in_ = (language: string) => ask(edge, path, { headers: { "Accept-Language": language } });
    await edge.script(path, { headers: { ...KEPT, Vary: "Accept-Language" } });
    for (const language of ["de", "fr"]) await in_(language);
    await edge.purge({ tags: ["status"] });
    expect([(await in_("de")).cache, (await in_("fr")).cache]).toEqual(["MISS", "MISS"]);
  });

  it("is not undone by a response that was on its way", async () => {
    const path = "/purge/race";
    await edge.script(path, { headers: KEPT, body: "old", delayMs: 300 }, { headers: KEPT, body: "new" });
    const reader = ask(edge, path, {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    await edge.purge({ tags: ["status"] });
    expect((await ask(edge, path, {})).body).toBe("new");
    expect((await reader).body).toBe("old");
    expect((await ask(edge, path, {})).body).toBe("new");
  });
});

describe("invalidate (changelog 2026-09-29)", () => {
  it("keeps the response, and revalidates it by its ETag", async () => {
    const path = "/invalidate/a";
    await edge.script(path, { headers: KEPT, body: "a" }, { status: 304, headers: KEPT });
    await ask(edge, path, {});
    expect(await edge.invalidate({ tags: ["status"] })).toEqual({ success: true, errors: [] });
    expect(await ask(edge, path, {})).toMatchObject({ cache: "REVALIDATED", body: "a", asked: [{ etag: '"a"' }] });
    expect((await ask(edge, path, {})).cache).toBe("HIT");
  });

  it("lets it be served while it is revalidated", async () => {
    const path = "/invalidate/b";
    await stored(path, { ...KEPT, "Cache-Control": "public, max-age=60, stale-while-revalidate=60" });
    await edge.invalidate({ tags: ["status"] });
    expect((await ask(edge, path, {})).cache).toBe("UPDATING");
  });
});

describe("the limit of purges (limitations: the free plan's, on every plan)", () => {
  it("refuses the 26th of a minute, in what it resolves to", async () => {
    const limited = await startEdge({ purgeLimit: true });
    const results = [];
    for (let i = 0; i < 26; i++) results.push(await limited.purge({ tags: ["status"] }));
    expect(results.map(({ success }) => success)).toEqual([...Array<boolean>(25).fill(true), false]);
    expect(results.at(-1)?.errors).toEqual([
      { code: expect.any(Number), message: expect.stringMatching(/rate limit/) },
    ]);
    await limited.stop();
  });
});

describe("simultaneous misses (index: request collapsing)", () => {
  const crowd = (path: string) =>
    Promise.all(Array.from({ length: 20 }, () => fetch(edge.url + path).then((r) => r.text())));

  it("run the Worker once for what may be stored", async () => {
    await edge.script("/crowd", { headers: KEPT, body: "one", delayMs: 200 });
    expect(new Set(await crowd("/crowd"))).toEqual(new Set(["one"]));
    expect(await edge.seen()).toHaveLength(1);
  });

  it("run it for each where nothing may be", async () => {
    await edge.script("/each", { headers: { "Cache-Control": "no-store" }, delayMs: 100 });
    await crowd("/each");
    expect(await edge.seen()).toHaveLength(20);
  });
});

it("static assets come first, and reach neither cache nor Worker (static-assets)", async () => {
  const asset = await ask(edge, "/icon.svg", { query: "?x=1" });
  expect(asset).toMatchObject({ status: 200, body: "a file", cache: null, asked: [] });
  expect(await ask(edge, "/icon.svg", { method: "POST" })).toMatchObject({ cache: null, asked: [] });
});
