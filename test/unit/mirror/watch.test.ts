import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PublicSnapshot } from "@/lib/schemas/fallback";
import { ProbeResults } from "@/lib/schemas/internal";
import type { Registry } from "@/lib/schemas/registry";
import { type AlertMemory, alert } from "../../../scripts/mirror/alerts";
import { watchCertificates } from "../../../scripts/mirror/certificates";
import { type Look, lookFromOutside, type Memory, remember, toMeasured } from "../../../scripts/mirror/probe-outside";
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

const lookAt = (registry: Registry, now = NOON) =>
  lookFromOutside({ registry, controlUrls: [`${fake.url}/control`], now });

/** Some runs in a row, 5 minutes apart. */
async function lookTimes(times: number, before: Memory, from: number, registry = registryWith(`${fake.url}/probed`)) {
  let memory = before;
  for (let i = 0; i < times; i++) memory = remember(memory, await lookAt(registry, from + i * RUN_MS));
  return memory;
}

/** Each surface of the registry at a host that is gone. */
async function withoutHosts(): Promise<Registry> {
  const dead = `http://127.0.0.1:${await findDeadPort()}/`;
  return { surfaces: registryWith().surfaces.map((surface) => ({ ...surface, probe_url: dead })) };
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
  const shown = (snapshot: PublicSnapshot | null, now: number, since = 0) =>
    toMeasured(memory, { registry, snapshot, since, now });
  expect(shown(snapshotAt(NOON, "PARTIAL"), NOON + 2 * RUN_MS)).toMatchObject([
    { surfaceId: "app-raxx-app", lastKnown: "PARTIAL", state: "OPERATIONAL" },
  ]);
  expect(shown(null, NOON + 8 * RUN_MS)).toEqual([]);
  expect(shown(null, NOON)).toEqual([]); // the clock went back
  expect(stateOf(await lookTimes(1, memory, NOON))).toBe("UNKNOWN");
  fake.at("/probed", { status: 500 });
  memory = await lookTimes(1, memory, NOON + 3 * RUN_MS);
  expect(stateOf(memory)).toBe("DEGRADED");
  expect(stateOf(await lookTimes(2, memory, NOON + 4 * RUN_MS))).toBe("DOWN");
});

it("a login in the way is no result, and neither is a network of our own that reaches no control URL", async () => {
  fake.at("/probed", { status: 302, headers: { Location: "https://team.cloudflareaccess.com/login" } });
  const kinds = async (registry: Registry) => (await lookAt(registry)).map(({ observation }) => observation.kind);
  expect(await kinds(registryWith(`${fake.url}/probed`))).toEqual(["no_result"]);
  for (const control of [{ act: "drop" }, { status: 503 }] as const) {
    fake.at("/control", control);
    expect(await kinds(await withoutHosts())).toEqual(["no_result", "no_result"]);
  }
});

it("a day on which everything that we run is unreachable is measured, as long as a control URL answers", async () => {
  fake.at("/control", { status: 204 });
  const registry = await withoutHosts();
  const shownAt = (memory: Memory, now: number) =>
    toMeasured(memory, { registry, snapshot: null, since: now - RUN_MS, now }).map(({ state }) => state);
  const well = await lookTimes(3, {}, NOON);
  const doubted = await lookTimes(1, well, NOON + 3 * RUN_MS, registry);
  expect(shownAt(doubted, NOON + 3 * RUN_MS)).toEqual(["DEGRADED", "UNKNOWN"]);
  const down = await lookTimes(2, doubted, NOON + 4 * RUN_MS, registry);
  expect(shownAt(down, NOON + 5 * RUN_MS)).toEqual(["DOWN", "DOWN"]);
});

it("what neither this run nor the one before has measured is not shown, be it green", async () => {
  const memory = await lookTimes(3, {}, NOON);
  const shownIn = (since: number, now: number) =>
    toMeasured(memory, { registry: registryWith(`${fake.url}/probed`), snapshot: null, since, now });
  const lastRun = Math.floor(NOON / 60_000) * 60_000 + 2 * RUN_MS;
  expect(shownIn(lastRun, NOON + 3 * RUN_MS)).toHaveLength(1);
  expect(shownIn(lastRun + RUN_MS, NOON + 4 * RUN_MS)).toEqual([]);
});

it("results are reported as of a second vantage, in the shape of the write API", async () => {
  const path = "/api/internal/status/probe-results";
  fake.at(path, { body: { surfaces: [] } });
  const looks = await lookAt(registryWith(`${fake.url}/probed`));
  await report(looks, { source: fake.url, token: "secret", say: () => undefined });
  const [asked] = fake.to(path);
  expect(asked?.headers["x-internal-status-token"]).toBe("secret");
  expect(ProbeResults.parse(JSON.parse(asked?.body ?? ""))).toMatchObject([
    { surface_id: "app-raxx-app", ok: true, vantage: "outside", tls_expires_at: null },
  ]);
});

describe("the certificate of a host", () => {
  const DAY_MS = 86_400_000;
  const END = NOON + 20 * DAY_MS;
  /** What operators hear of it in three runs, with this many days to its end in each. */
  async function tellOf(observation: Look["observation"], days: number[]): Promise<string[]> {
    const [entry = expect.fail("no surface")] = registryWith(`${fake.url}/probed`).surfaces;
    fake.at("/hook", {});
    let before: AlertMemory = {};
    for (const left of days) {
      const looks = [{ entry, at: NOON, observation, tlsEnd: END }];
      const findings = watchCertificates(looks, { before, isReported: true, now: END - left * DAY_MS });
      before = await alert(before, findings, { hook: `${fake.url}/hook`, mail: null });
    }
    return fake.to("/hook").map(({ body }) => JSON.parse(body).text.replace(/^.*outside: /, ""));
  }
  const NAME = "the certificate of Raxx App";

  it.each([["access"], ["blind"]] as const)(
    "that gives no result (%s) is told of before its end, twice",
    async (why) => {
      expect(await tellOf({ kind: "no_result", why }, [22, 21, 20, 19, 7, 6, 5])).toEqual([
        `${NAME} (21 days before its end): it is valid until 2026-12-20`,
        `${NAME} (7 days before its end): it is valid until 2026-12-20`,
      ]);
    },
  );

  it("that gives a result is the platform's to tell of, by what is reported", async () => {
    const ok = {
      ...{ kind: "result", ok: true, isUnreachable: false },
      ...{ latencyMs: 1, statusCode: 200, error: null },
    };
    expect(await tellOf(ok as Look["observation"], [6, 5, 4])).toEqual([]);
  });

  it("behind a login is looked at", async () => {
    fake.at("/probed", { status: 302, headers: { Location: "https://team.cloudflareaccess.com/login" } });
    expect(await lookAt(registryWith(`${fake.url}/probed`))).toMatchObject([{ tlsEnd: null }]);
  });
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
