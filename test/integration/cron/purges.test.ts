import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { get, iso } from "../../support/http";
import { operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { MINUTE_MS, type Minutes, minutesOf } from "./minutes";

/** A module in front of the Worker that counts what it asks of `ctx.cache`. */
const COUNTING = `
import app from "./worker.js";
let purges = 0;
const counted = (ctx) => ({
  waitUntil: (work) => ctx.waitUntil(work),
  passThroughOnException: () => ctx.passThroughOnException(),
  cache: { purge: (options) => { purges++; return ctx.cache.purge(options); } },
});
export default {
  fetch: (request, env, ctx) =>
    new URL(request.url).pathname === "/test/purges"
      ? Response.json(purges, { headers: { "Cache-Control": "no-store" } })
      : app.fetch(request, env, counted(ctx)),
  scheduled: (controller, env, ctx) => app.scheduled(controller, env, counted(ctx)),
};`;

let fake: FakeServer;
let server: TestServer;
let minutes: Minutes;
beforeAll(async () => {
  fake = await startFakeServer({ "/control": {}, "/a": { status: 503 }, "/b": { status: 503 } });
  server = await startServer({
    registry: [
      entry("plain", "plain"),
      ...["a", "b"].map((id) => entry(id, "probed", { probe_url: `${fake.url}/${id}` })),
    ],
    env: { FLAG_STATUS_PROBER: "1", PROBE_RETRY_MS: "10", PROBE_CONTROL_URLS: `${fake.url}/control` },
    entry: COUNTING,
  });
  minutes = minutesOf(server);
});
afterAll(() => Promise.all([server, fake].map((each) => each.stop())));

const purges = async () => (await get<number>(server, "/test/purges")).body;

it("a tick purges once, however much it writes, and once where it only tells when surfaces were last checked", async () => {
  const start = minutes.now() + 3 * MINUTE_MS;
  const window = { surface_ids: ["plain"], starts_at: iso(start), ends_at: iso(start + 60 * MINUTE_MS) };
  expect((await operatorOf(server).plan(window)).status).toBe(201);
  await minutes.pass(2);
  const before = await purges();
  await minutes.pass(); // the window starts, and both probes fail for the third time
  expect(await purges()).toBe(before + 1);
  for (const id of ["plain", "a", "b"])
    expect([id, (await operatorOf(server).shown(id)).state]).toEqual([id, id === "plain" ? "MAINTENANCE" : "DOWN"]);
  await minutes.pass(2);
  expect(await purges()).toBe(before + 3);
});
