import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeKeys, type SpokenNote, signNote } from "../../../scripts/mirror/signed-note";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { mainOf, openMirror, SNAPSHOT } from "../../support/mirror";
import { snapshotAt } from "../../support/mirror-snapshot";

const NOON = Date.parse("2026-11-30T12:20:00Z");
const RUN_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
const UPDATE = "/api/internal/status/update-surface";
const KEYS = makeKeys();
const NOTE: SpokenNote = {
  ...{ version: 1, id: "7a9e0a31-3f6b-4a53-9f6e-0d8a6a6f2b11", signer: "Ada of ops", surface_id: "app-raxx-app" },
  ...{ state: "DOWN", note: "Logins fail.", at: "2026-11-30T12:18:00Z" },
};

let site: FakeServer;
let notes = "";
let mirror: ReturnType<typeof openMirror>;
let now = NOON;
beforeEach(async () => {
  notes = mkdtempSync(join(tmpdir(), "raxx-waiting-"));
  site = await startFakeServer({ "/hook": {}, [SNAPSHOT]: () => ({ body: snapshotAt(now) }) });
  const channels = { hook: `${site.url}/hook`, mail: null };
  mirror = openMirror({
    ...{ source: site.url, token: "t", watch: { channels, controlUrls: [] } },
    notes: { folder: notes, signers: { "Ada of ops": KEYS.publicKey } },
  });
  mkdirSync(notes, { recursive: true });
  writeFileSync(join(notes, "a.json"), signNote(NOTE, KEYS.privateKey));
});
afterEach(async () => {
  await site.stop();
  mirror.close();
  rmSync(notes, { recursive: true, force: true });
});

const run = (at: number) => {
  now = at;
  return mirror.run(at);
};
const isShown = () => mainOf(mirror.read("index.html")).includes("Logins fail.");
/** What operators were told that has these words. */
const toldOf = (words: string) => site.to("/hook").filter(({ body }) => body.includes(words));

describe("a signed note that the write API turns away", { timeout: 120_000 }, () => {
  it("waits and is shown until the API takes it, and operators hear of it once, and once that it is over", async () => {
    site.at(UPDATE, { status: 401, body: { code: "unauthorized" } });
    for (let i = 0; i < 4; i++) await run(NOON + i * RUN_MS);
    expect([site.to(UPDATE).length, isShown()]).toEqual([4, true]);
    expect(toldOf("signed notes wait (unauthorized)")).toHaveLength(1);
    site.at(UPDATE, { body: { surface: {}, changed: true } });
    for (let i = 4; i < 7; i++) await run(NOON + i * RUN_MS);
    expect([site.to(UPDATE).length, isShown()]).toEqual([5, false]);
    expect(toldOf("Over: signed notes wait (unauthorized)")).toHaveLength(1);
  });
});

describe("a signed note that was handed over", { timeout: 120_000 }, () => {
  const afterTheFirst = (reply: () => object) => {
    let asked = 0;
    site.at(UPDATE, { body: { surface: {}, changed: true } });
    site.at(SNAPSHOT, () => (asked++ === 0 ? { body: snapshotAt(now) } : reply()));
  };

  it.each<[string, () => object]>([
    ["the page falls silent again", () => ({ act: "drop" })],
    ["an edge still has the copy of before", () => ({ body: snapshotAt(now - 60_000) })],
  ])("is shown until the copy's data are newer than that: %s", async (_, reply) => {
    afterTheFirst(reply);
    await run(NOON);
    expect([site.to(UPDATE).length, isShown()]).toEqual([1, true]);
    site.at(SNAPSHOT, { act: "drop" });
    await run(NOON + RUN_MS);
    expect(isShown()).toBe(true);
    site.at(SNAPSHOT, () => ({ body: snapshotAt(now) }));
    await run(NOON + 2 * RUN_MS);
    expect([site.to(UPDATE).length, isShown()]).toEqual([1, false]);
  });
});

describe("a signed note that can't be handed over for days", { timeout: 120_000 }, () => {
  it("is handed over after two days and more", async () => {
    site.at(SNAPSHOT, { act: "drop" });
    await run(NOON);
    await run(NOON + 49 * HOUR_MS);
    site.at(SNAPSHOT, () => ({ body: snapshotAt(now) }));
    site.at(UPDATE, { body: { surface: {}, changed: true } });
    await run(NOON + 7 * 24 * HOUR_MS - 2 * HOUR_MS);
    expect(site.to(UPDATE)).toHaveLength(1);
  });

  it("is not sent once the write API would not take it, and operators hear once that it never was", async () => {
    site.at(SNAPSHOT, { act: "drop" });
    await run(NOON);
    site.at(SNAPSHOT, () => ({ body: snapshotAt(now) }));
    for (let i = 0; i < 3; i++) await run(NOON + 7 * 24 * HOUR_MS + i * RUN_MS);
    expect([site.to(UPDATE).length, toldOf("a.json: it was never handed over").length]).toEqual([0, 1]);
    await run(NOON + 8 * 24 * HOUR_MS);
    expect(JSON.parse(readFileSync(mirror.stateFile, "utf8")).notes).toEqual([]);
  });
});

describe("a signed note that is withdrawn", { timeout: 120_000 }, () => {
  it("by the removal of its file is neither shown nor handed over", async () => {
    site.at(SNAPSHOT, { act: "drop" });
    await run(NOON);
    expect(isShown()).toBe(true);
    rmSync(join(notes, "a.json"));
    await run(NOON + RUN_MS);
    expect([isShown(), mirror.said.includes("note a.json is withdrawn: its file is gone")]).toEqual([false, true]);
    site.at(SNAPSHOT, () => ({ body: snapshotAt(now) }));
    await run(NOON + 2 * RUN_MS);
    expect(site.to(UPDATE)).toEqual([]);
  });

  it("with its signer's key is neither shown nor handed over, though a run has accepted it", async () => {
    site.at(SNAPSHOT, { act: "drop" });
    await run(NOON);
    site.at(SNAPSHOT, () => ({ body: snapshotAt(now) }));
    now = NOON + RUN_MS;
    await mirror.run(now, { notes: { folder: notes, signers: {} } });
    expect([isShown(), site.to(UPDATE)]).toEqual([false, []]);
  });
});
