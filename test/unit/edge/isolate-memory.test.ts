import { beforeEach, describe, expect, it } from "vitest";
import { IsolateMemory } from "@/lib/server/cache/isolate-memory";

const URL_ = "https://status.example/api/status/public";
const CONTROL = "Cloudflare-CDN-Cache-Control";
const KEPT = { [CONTROL]: "public, max-age=15, stale-while-revalidate=45", "Cache-Control": "public, max-age=60" };

let memory: IsolateMemory;
let builds: Request[];
beforeEach(() => {
  memory = new IsolateMemory();
  builds = [];
});

type Asked = { at: number; init?: RequestInit; url?: string };

/** One request at a time of ours; the nth build says its number. */
const ask = ({ at, init = {}, url = URL_ }: Asked, headers: Record<string, string> = KEPT, status = 200) =>
  memory.respond(new Request(url, init), at, async (request) => {
    builds.push(request);
    return new Response(`built ${builds.length}`, { status, headers: { ETag: `"h-${at.toString(36)}"`, ...headers } });
  });

/** So many requests at one instant. */
async function crowd(count: number, at: number): Promise<string[]> {
  const texts = [];
  for (let i = 0; i < count; i++) texts.push(await (await ask({ at })).text());
  return texts;
}

describe("an address that is asked for as behind an edge cache that works", () => {
  it("is built each time, with the request as it came", async () => {
    expect(await crowd(10, 0)).toHaveLength(10);
    await ask({ at: 5_000, init: { headers: { "If-None-Match": '"x"' } } });
    expect(builds).toHaveLength(11);
    expect(builds.at(-1)?.headers.get("If-None-Match")).toBe('"x"');
  });
});

describe("an address that is asked for more often", () => {
  it("is built 11 times in 5 s, however many ask, and then anew", async () => {
    expect(new Set((await crowd(500, 1_000)).slice(10))).toEqual(new Set(["built 11"]));
    await ask({ at: 5_999 });
    expect(builds).toHaveLength(11);
    await ask({ at: 6_000 });
    expect(builds).toHaveLength(12);
  });

  it("is remembered for no longer than the edge may call it fresh, which ends at the clock's next change", async () => {
    const brief = { ...KEPT, [CONTROL]: "public, max-age=2, stale-while-revalidate=0" };
    for (let i = 0; i < 11; i++) await ask({ at: 0 }, brief);
    await ask({ at: 1_999 }, brief);
    expect(builds).toHaveLength(11);
    await ask({ at: 2_000 }, brief);
    expect(builds).toHaveLength(12);
  });

  it("tells browsers its age, and the edge to keep none of it", async () => {
    await crowd(11, 0);
    const { headers } = await ask({ at: 3_500 });
    expect([headers.get("Age"), headers.get(CONTROL), headers.get("Cache-Control")]).toEqual([
      "3",
      "no-store",
      "public, max-age=60",
    ]);
  });

  it("answers HEAD without a body, and a validator that names the same content by 304", async () => {
    for (let i = 0; i < 11; i++) await ask({ at: 0, init: { headers: { "If-None-Match": '"other"' } } });
    expect(builds.at(-1)?.headers.has("If-None-Match")).toBe(false); // what is remembered is whole
    const head = await ask({ at: 1, init: { method: "HEAD" } });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const confirmed = await ask({ at: 2, init: { headers: { "If-None-Match": 'W/"h-0"' } } });
    expect([confirmed.status, await confirmed.text()]).toEqual([304, ""]);
    expect(builds).toHaveLength(11);
  });

  it("is another's concern at another address", async () => {
    await crowd(20, 0);
    expect(await (await ask({ at: 0, url: `${URL_}?x=1` })).text()).toBe("built 12");
  });
});

describe("a purge", () => {
  it("clears what is remembered: a write shows on the next request", async () => {
    await crowd(20, 0);
    memory.clear();
    expect(await (await ask({ at: 1 })).text()).toBe("built 12");
  });

  it("is not undone by a response that was being built", async () => {
    await crowd(10, 0);
    const late = memory.respond(new Request(URL_), 0, async () => {
      memory.clear();
      return new Response("before the write", { headers: KEPT });
    });
    expect(await (await late).text()).toBe("before the write");
    expect(await (await ask({ at: 1 })).text()).toBe("built 11");
  });
});

it.each([
  ["is not for the edge", { "Cache-Control": "no-store" }, 200],
  ["the edge must not store", { [CONTROL]: "no-store" }, 200],
  ["is a refusal", KEPT, 429],
])("what %s is never remembered", async (_, headers, status) => {
  for (let i = 0; i < 30; i++) await ask({ at: 0 }, headers, status);
  expect(builds).toHaveLength(30);
});

it("at most 50 addresses are remembered", async () => {
  await crowd(11, 0);
  for (let i = 0; i < 50; i++) await ask({ at: 0, url: `${URL_}?${i}` });
  expect(await (await ask({ at: 0 })).text()).toBe("built 62");
});
