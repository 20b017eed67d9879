import { afterAll, beforeAll, expect, it } from "vitest";
import { checkCache, JUDGED } from "../../../scripts/deploy/check-cache";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { cachedWell } from "./live-site";

const API = "/api/status/public/surfaces";

let site: FakeServer;
beforeAll(async () => {
  site = await startFakeServer();
  for (const path of Object.keys(JUDGED)) site.at(path, cachedWell(path));
});
afterAll(() => site.stop());

/** What is found of the API while it answers so. */
async function judge(otherwise: Record<string, string | null>) {
  site.at(API, cachedWell(API, otherwise));
  const found = (await checkCache(site.url, 0)).find(({ what }) => what.endsWith(API));
  return [found?.level, found?.says, found?.remedy];
}

it.each(["HIT", "UPDATING", "STALE"])("%s is cached", async (status) => {
  expect((await judge({ "CF-Cache-Status": status }))[0]).toBe("ok");
});

it.each<[string, Record<string, string | null>, string, string]>([
  ["a miss again", { "CF-Cache-Status": "MISS" }, "CF-Cache-Status is MISS", "Workers Cache is off"],
  ["no cache in front", { "CF-Cache-Status": null }, "CF-Cache-Status is absent", "docs/platform.md"],
  ["the zone's own life", { "Cache-Control": "public, max-age=14400" }, "max-age=14400", "Respect Existing Headers"],
  ["a tag that leaks", { "Cache-Tag": "status" }, "Cache-Tag leave the edge", "has not read them"],
  ["a control that leaks", { "Cloudflare-CDN-Cache-Control": "x" }, "Cloudflare-CDN-Cache-Control", "has not read"],
  ["plain bytes", { "Content-Encoding": null }, "not compressed", "Content compression"],
  ["an age beyond the promise", { Age: "61" }, "Age is 61 s", "60 s"],
])("%s is a failure that says what to do", async (_, otherwise, says, remedy) => {
  expect(await judge(otherwise)).toEqual(["failure", expect.stringContaining(says), expect.stringContaining(remedy)]);
});

it("a miss by a purge that fell between two requests is asked about again", async () => {
  let asked = 0;
  site.at(API, () => cachedWell(API, { "CF-Cache-Status": ++asked <= 2 ? "MISS" : "HIT" }));
  expect((await checkCache(site.url, 0)).every(({ level }) => level === "ok")).toBe(true);
});

it("a dark site has nothing to judge, and one that fails has failed", async () => {
  site.at(API, { status: 404 });
  expect((await checkCache(site.url, 0)).at(-1)?.says).toBe("not judged: nothing is public");
  site.at(API, { status: 500 });
  expect((await checkCache(site.url, 0)).at(-1)?.level).toBe("failure");
});
