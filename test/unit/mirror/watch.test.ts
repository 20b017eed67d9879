import { afterEach, beforeEach, expect, it } from "vitest";
import { ProbeResults } from "@/lib/schemas/internal";
import { type AlertMemory, alert } from "../../../scripts/mirror/alerts";
import { lookFromOutside, type Memory, remember, toMeasured } from "../../../scripts/mirror/probe-outside";
import { report, watch } from "../../../scripts/mirror/watch";
import { type FakeServer, findDeadPort, startFakeServer } from "../../fakes/server";
import { registryWith, snapshotAt } from "../../support/mirror-snapshot";

const NOON = Date.parse("2026-11-30T12:00:20Z");
const RUN_MS = 5 * 60_000;

let fake: FakeServer;
beforeEach(async () => {
  fake = await startFakeServer({ "/probed": { body: "well" } });
});
afterEach(() => fake.stop());

/** Some runs in a row, 5 minutes apart. */
async function lookTimes(times: number, before: Memory, from: number): Promise<Memory> {
  let memory = before;
  for (let i = 0; i < times; i++)
    memory = remember(memory, await lookFromOutside(registryWith(`${fake.url}/probed`), from + i * RUN_MS));
  return memory;
}

it("what is measured follows the engine's thresholds; a minute counts once, and old measurements are none", async () => {
  const stateOf = (memory: Memory) => memory["app-raxx-app"]?.state;
  const registry = registryWith(`${fake.url}/probed`);
  let memory = await lookTimes(2, {}, NOON);
  expect(stateOf(memory)).toBe("UNKNOWN");
  memory = await lookTimes(1, memory, NOON + RUN_MS + 30_000);
  expect(stateOf(memory)).toBe("UNKNOWN");
  memory = await lookTimes(1, memory, NOON + 2 * RUN_MS);
  expect(stateOf(memory)).toBe("OPERATIONAL");
  const shown = toMeasured(memory, registry, snapshotAt(NOON, "PARTIAL"), NOON + 2 * RUN_MS);
  expect(shown).toMatchObject([{ surfaceId: "app-raxx-app", lastKnown: "PARTIAL", state: "OPERATIONAL" }]);
  expect(toMeasured(memory, registry, null, NOON + 8 * RUN_MS)).toEqual([]);
  expect(toMeasured(memory, registry, null, NOON)).toEqual([]); // the clock went back
  expect(stateOf(await lookTimes(1, memory, NOON))).toBe("UNKNOWN");
  fake.at("/probed", { status: 500 });
  memory = await lookTimes(1, memory, NOON + 3 * RUN_MS);
  expect(stateOf(memory)).toBe("DEGRADED");
  expect(stateOf(await lookTimes(2, memory, NOON + 4 * RUN_MS))).toBe("DOWN");
});

it("a login in the way is no result, and neither is a network of our own that reaches nothing", async () => {
  fake.at("/probed", { status: 302, headers: { Location: "https://team.cloudflareaccess.com/login" } });
  expect(await lookFromOutside(registryWith(`${fake.url}/probed`), NOON)).toEqual([]);
  const dead = `http://127.0.0.1:${await findDeadPort()}/`;
  const both = { surfaces: registryWith().surfaces.map((surface) => ({ ...surface, probe_url: dead })) };
  expect(await lookFromOutside(both, NOON)).toEqual([]);
});

it("results are reported as of a second vantage, in the shape of the write API", async () => {
  const path = "/api/internal/status/probe-results";
  fake.at(path, { body: { surfaces: [] } });
  const looks = await lookFromOutside(registryWith(`${fake.url}/probed`), NOON);
  await report(looks, { source: fake.url, token: "secret", say: () => undefined });
  const [asked] = fake.to(path);
  expect(asked?.headers["x-internal-status-token"]).toBe("secret");
  expect(ProbeResults.parse(JSON.parse(asked?.body ?? ""))).toMatchObject([
    { surface_id: "app-raxx-app", ok: true, vantage: "outside", tls_expires_at: null },
  ]);
});

it("the page, the cron and the data's age are watched", async () => {
  const faults = async () => {
    const found = await watch(fake.url, { snapshot: snapshotAt(NOON - 11 * 60_000) }, NOON);
    return found.map(({ fault }) => fault);
  };
  expect(await faults()).toEqual(["it answers 404", "it answers 404", "it is 11 minutes old"]);
  fake.at("/healthz", { body: { status: "ok" } });
  fake.at("/", { body: "<html>Error 1101</html>" });
  expect(await faults()).toEqual([null, "what it answers is not ours", "it is 11 minutes old"]);
  const silent = await watch(fake.url, { silence: "the status is 503" }, NOON);
  expect(silent[2]?.fault).toBe("the status is 503");
});

it("operators hear of a fault that two runs have seen, once, and once that it is over; what was not taken is sent again", async () => {
  fake.at("/hook", { status: 500 });
  fake.at("/email", { body: { ErrorCode: 406, Message: "inactive" } });
  const mail = { token: "pm", from: "a@raxx.app", to: "b@raxx.app", api: fake.url };
  const channels = { hook: `${fake.url}/hook`, mail };
  let memory: AlertMemory = {};
  const run = async (fault: string | null) => {
    memory = await alert(memory, [{ name: "the page", fault }], channels);
    return [fake.to("/hook").length, fake.to("/email").length, memory["the page"]?.isTold];
  };
  expect(await run("no answer")).toEqual([0, 0, false]);
  expect(await run("no answer")).toEqual([1, 1, false]);
  fake.at("/email", { body: { ErrorCode: 0 } });
  expect(await run("no answer")).toEqual([2, 2, true]);
  expect(await run("no answer")).toEqual([2, 2, true]);
  expect(await run(null)).toEqual([2, 2, true]);
  expect(await run(null)).toEqual([3, 3, false]);
  expect(JSON.parse(fake.to("/email")[2]?.body ?? "")).toMatchObject({ To: "b@raxx.app" });
  expect(fake.to("/hook")[2]?.body).toContain("Over: the page");
});
