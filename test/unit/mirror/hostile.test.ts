import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StatusResponse } from "@/lib/schemas/public";
import { StatuspageSummaryBody } from "@/lib/schemas/statuspage";
import { pullSnapshot } from "../../../scripts/mirror/pull";
import { writeTree } from "../../../scripts/mirror/write-tree";
import { type FakeServer, type Reply, startFakeServer } from "../../fakes/server";
import { mainOf, openMirror, SNAPSHOT, statesIn } from "../../support/mirror";
import { snapshotAt } from "../../support/mirror-snapshot";

const NOON = Date.parse("2026-11-30T12:04:20Z");
const MINUTE_MS = 60_000;
const JSON_TYPE = { "Content-Type": "application/json" };

let source: FakeServer;
let mirror: ReturnType<typeof openMirror>;
beforeEach(async () => {
  source = await startFakeServer({ [SNAPSHOT]: { body: snapshotAt(NOON) } });
  mirror = openMirror({ source: source.url });
});
afterEach(async () => {
  await source.stop();
  mirror.close();
});

const front = () => mainOf(mirror.read("index.html"));
const overall = () => {
  const { stale, overall_status } = StatusResponse.parse(mirror.json("status.json"));
  return [stale, overall_status];
};

describe("a source that never ends its answer", { timeout: 120_000 }, () => {
  it.each<[string, Reply, number, string]>([
    ["a byte at a time", { act: "drip", headers: JSON_TYPE }, 400, "it did not answer in time"],
    ["as fast as it can", { act: "flood", headers: JSON_TYPE }, 15_000, "the body is too long"],
  ])("%s, is silence", async (_, reply, timeoutMs, silence) => {
    source.at(SNAPSHOT, reply);
    expect(await pullSnapshot(source.url, NOON, timeoutMs)).toEqual({ silence });
  });
});

it("a connection that breaks once is no silence", async () => {
  let asked = 0;
  source.at(SNAPSHOT, () => (asked++ === 0 ? { act: "drop" } : { body: snapshotAt(NOON) }));
  expect(await pullSnapshot(source.url, NOON)).toHaveProperty("snapshot");
});

describe("a source that itself has only its fallback snapshot", { timeout: 120_000 }, () => {
  const stale = (at: number) => source.at(SNAPSHOT, { body: { ...snapshotAt(at), stale: true } });

  it("is no silence, and what it says is the last known status", async () => {
    stale(NOON - 3 * MINUTE_MS);
    await mirror.run(NOON);
    expect(mirror.read("index.html").includes("has not answered")).toBe(false);
    expect(front().includes("Last known status")).toBe(true);
    expect(overall()).toEqual([true, "OPERATIONAL"]);
  });

  it("shows UNKNOWN where that is 15 minutes old, though it answers", async () => {
    stale(NOON - 15 * MINUTE_MS);
    await mirror.run(NOON);
    expect(statesIn(front())).toEqual(["UNKNOWN"]);
    expect(overall()).toEqual([true, "UNKNOWN"]);
  });
});

describe("a clock that goes back", { timeout: 120_000 }, () => {
  it("makes no copy younger: of a time to come nobody knows how old it is", async () => {
    await mirror.run(NOON);
    source.at(SNAPSHOT, { act: "drop" });
    await mirror.run(NOON - 60 * MINUTE_MS);
    expect(statesIn(front())).toEqual(["UNKNOWN"]);
    expect(mirror.read("index.html").includes("has not answered since 11:04 UTC")).toBe(true);
    await mirror.run(NOON - 1_000);
    expect(overall()).toEqual([true, "OPERATIONAL"]);
  });
});

describe("what a run leaves", { timeout: 120_000 }, () => {
  it("is used as far as it can be read where it is damaged, and the copy goes on", async () => {
    await mirror.run(NOON);
    const state = JSON.parse(readFileSync(mirror.stateFile, "utf8"));
    source.at(SNAPSHOT, { act: "drop" });
    writeFileSync(mirror.stateFile, JSON.stringify({ ...state, alerts: "x", measured: { a: 1 } }));
    await mirror.run(NOON + MINUTE_MS);
    expect(overall()).toEqual([true, "OPERATIONAL"]);
    expect(mirror.said.filter((line) => line.includes("is damaged"))).toHaveLength(1);
    writeFileSync(mirror.stateFile, JSON.stringify(state).slice(0, 500));
    await mirror.run(NOON + 2 * MINUTE_MS);
    expect(statesIn(front())).toEqual(["UNKNOWN"]);
    expect(readFileSync(`${mirror.stateFile}.damaged`, "utf8")).toHaveLength(500);
  });

  it("without its snapshot leaves the lists and incidents that the copy has: nothing known is not none", async () => {
    await mirror.run(NOON);
    const lists = ["history.atom", "api/v2/incidents.json", "incidents/inc_00421/index.html"];
    const before = lists.map(mirror.read);
    const summary = StatuspageSummaryBody.parse(mirror.json("summary.json"));
    const state = JSON.parse(readFileSync(mirror.stateFile, "utf8"));
    writeFileSync(mirror.stateFile, JSON.stringify({ ...state, snapshot: { version: 3 } }));
    source.at(SNAPSHOT, { act: "drop" });
    for (let i = 1; i <= 2; i++) {
      const { removed } = await mirror.run(NOON + i * MINUTE_MS);
      expect([removed, lists.map(mirror.read)]).toEqual([[], before]);
      const { status, ...now } = StatuspageSummaryBody.parse(mirror.json("summary.json"));
      expect([status.indicator, now.incidents]).toEqual(["minor", summary.incidents]);
      expect(overall()).toEqual([true, "UNKNOWN"]);
      expect([statesIn(front()), mirror.read("index.html").includes("has not answered")]).toEqual([["UNKNOWN"], true]);
    }
  });

  it("when there never was a snapshot has no list in it", async () => {
    source.at(SNAPSHOT, { act: "drop" });
    await mirror.run(NOON);
    const lists = ["history.atom", "summary.json", "api/v2/incidents.json"];
    expect(lists.filter((file) => existsSync(join(mirror.folder, file)))).toEqual([]);
  });

  it("of an earlier release is still its state", async () => {
    await mirror.run(NOON);
    const { published: _, lookedAt: __, ...state } = JSON.parse(readFileSync(mirror.stateFile, "utf8"));
    writeFileSync(mirror.stateFile, JSON.stringify(state));
    await mirror.run(NOON + MINUTE_MS);
    expect(mirror.said.filter((line) => line.includes("is damaged"))).toEqual([]);
  });

  it("when it is stopped in the middle is removed by the next run, if it is no longer part of the copy", () => {
    const folder = join(mirror.folder, "site");
    mkdirSync(join(folder, "z.html"), { recursive: true });
    const files = ["incidents/a/index.html", "z.html"];
    expect(() => writeTree(folder, new Map(files.map((path) => [path, "x"])))).toThrow();
    expect(existsSync(join(folder, "incidents/a/index.html"))).toBe(true);
    rmSync(join(folder, "z.html"), { recursive: true });
    writeTree(folder, new Map([["index.html", "x"]]));
    expect(existsSync(join(folder, "incidents"))).toBe(false);
  });

  it("with a damaged list of its files is written all the same", () => {
    const folder = join(mirror.folder, "site");
    const files = new Map([["index.html", "x"]]);
    writeTree(folder, files);
    for (const damaged of ["[", "{}", '[1,"../../x"]']) {
      writeFileSync(join(folder, ".mirror-files.json"), damaged);
      expect(writeTree(folder, files)).toMatchObject({ written: [] });
    }
  });
});
