import { afterAll, beforeAll, expect, it } from "vitest";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { signedIn, startAccess } from "../../support/access";
import { get, iso } from "../../support/http";
import { operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { entry } from "../../support/surfaces";
import { seen, write } from "../ops/world";
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

let access: Awaited<ReturnType<typeof startAccess>>;
let fake: FakeServer;
let server: TestServer;
let minutes: Minutes;
beforeAll(async () => {
  access = await startAccess();
  fake = await startFakeServer({ "/control": {}, "/a": { status: 503 }, "/b": { status: 503 } });
  server = await startServer({
    registry: [
      entry("plain", "plain"),
      ...["a", "b"].map((id) => entry(id, "probed", { probe_url: `${fake.url}/${id}` })),
    ],
    env: { ...access.env, FLAG_STATUS_PROBER: "1", PROBE_RETRY_MS: "10", PROBE_CONTROL_URLS: `${fake.url}/control` },
    entry: COUNTING,
  });
  minutes = minutesOf(server);
});
afterAll(() => Promise.all([server, fake, access].map((each) => each.stop())));

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

it("an operator's write purges once, and so does a job that an operator runs, whatever it writes", async () => {
  const onCall = await signedIn(server, access, "on-call@raxx.app");
  const surfaces = await seen(onCall, "plain");
  const before = await purges();
  expect((await write(onCall, { action: "override", surfaces, state: "DEGRADED" })).body.purged).toBe(true);
  expect(await purges()).toBe(before + 1);
  for (const path of ["/a", "/b"]) fake.at(path, {});
  const ran = await onCall.post<{ result: object }>("/api/ops/runs", { job: "prober" });
  expect([ran.status, ran.body.result]).toEqual([200, expect.not.objectContaining({ purged: false })]);
  expect(await purges()).toBe(before + 2);
});
