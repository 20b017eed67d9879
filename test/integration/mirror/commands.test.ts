import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { makeKeys } from "../../../scripts/mirror/signed-note";
import { inRoot } from "../../../scripts/root";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { registryWith, snapshotAt } from "../../support/mirror-snapshot";

const NOON = Date.parse("2026-11-30T12:04:20Z");
const SNAPSHOT = "/api/status/public/snapshot";
const UPDATE = "/api/internal/status/update-surface";
const TOKEN = { STATUS_INTERNAL_WRITE_TOKEN: "t" };

let folder = "";
let site: FakeServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "raxx-commands-"));
  writeFileSync(join(folder, "registry.yaml"), stringify(registryWith()));
  site = await startFakeServer();
});
beforeEach(() => {
  site.at(SNAPSHOT, { body: snapshotAt(NOON) });
  site.at(UPDATE, { body: { surface: {}, changed: true } });
});
afterAll(async () => {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

const inFolder = (name: string) => join(folder, name);
type Ended = { code: number; out: string; err: string };

/** A command as an operator or a job runs it; the registry is the environment's, as for a local server. */
function run(script: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const own = { STATUS_REGISTRY: inFolder("registry.yaml"), HOME: folder, STATUS_INTERNAL_WRITE_TOKEN: "", ...env };
  return new Promise((resolve) => {
    execFile(
      "node",
      ["--import", "tsx", inRoot("scripts", script), ...args],
      { cwd: inRoot(), env: { ...process.env, ...own } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}
const mirror = (...args: string[]) =>
  run("mirror/mirror.ts", ["--from", site.url, "--now", "2026-11-30T12:04:30Z", ...args]);
const say = (args: string[], env: Record<string, string> = {}) => run("say/say.ts", ["--from", site.url, ...args], env);

describe("npm run mirror", { timeout: 300_000 }, () => {
  it("makes a copy, writes nothing when nothing is new, and ends with 0 while the page is silent", async () => {
    const out = inFolder("site");
    expect(await mirror("--out", out, "--state", inFolder("state"))).toMatchObject({ code: 0 });
    const files = [
      "index.html",
      "status.json",
      "summary.json",
      "history.atom",
      "history/index.html",
      "surfaces",
      "incidents",
    ];
    expect(files.filter((file) => !existsSync(join(out, file)))).toEqual([]);
    const times = () => readdirSync(out, { recursive: true }).map((file) => statSync(join(out, String(file))).mtimeMs);
    const before = times();
    expect((await mirror("--out", out, "--state", inFolder("state"))).code).toBe(0);
    expect(times()).toEqual(before);
    site.at(SNAPSHOT, { act: "drop" });
    expect((await mirror("--out", out, "--state", inFolder("state"))).code).toBe(0);
    expect(readFileSync(join(out, "index.html"), "utf8")).toContain("has not answered since 12:04 UTC");
  });

  it("waits for another run into the same folder, and after a kill begins again", async () => {
    const args = ["--out", inFolder("twice")];
    const child = spawn("node", ["--import", "tsx", inRoot("scripts/mirror/mirror.ts"), "--from", site.url, ...args], {
      ...{ cwd: inRoot(), env: { ...process.env, STATUS_REGISTRY: inFolder("registry.yaml") } },
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    while (!existsSync(inFolder("twice"))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGKILL");
    await ended;
    const both = await Promise.all([mirror(...args), mirror(...args)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.some(({ err }) => err.includes("this one waits for it"))).toBe(true);
    expect(
      readdirSync(inFolder("twice"), { recursive: true }).filter((file) => String(file).includes(".part")),
    ).toEqual([]);
  });

  it("ends with 1 and a plain sentence where it can't write, and with 2 for a mistake in the command line", async () => {
    writeFileSync(inFolder("file"), "");
    const failed = await mirror("--out", inFolder("file"));
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.err).toMatch(/can't be read or written: E[A-Z]+/);
    expect(failed.err).not.toMatch(/\n\s+at /);
    for (const args of [
      [],
      ["--out", "x", "--now", "noon"],
      ["--out", "x", "--form", "y"],
      ["--out", "x", "--from", "y"],
    ])
      expect([args, (await run("mirror/mirror.ts", args)).code]).toEqual([args, 2]);
  });
});

describe("npm run say", { timeout: 300_000 }, () => {
  const NOTE = ["--surface", "app-raxx-app", "--state", "DOWN", "--note", "Logins fail."];

  it("speaks by the write API while the page answers, and says what that refuses", async () => {
    expect(await say(NOTE, TOKEN)).toMatchObject({ code: 0, out: "" });
    const [asked] = site.to(UPDATE).slice(-1);
    expect(asked?.headers["x-internal-status-token"]).toBe("t");
    expect(JSON.parse(asked?.body ?? "")).toMatchObject({
      ...{ surface_id: "app-raxx-app", state: "DOWN", state_source: "manual", public_note: "Logins fail." },
    });
    site.at(UPDATE, { status: 401, body: { code: "unauthorized", title: "Unauthorized" } });
    const refused = await say(NOTE, TOKEN);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("refuses it: unauthorized")]);
  });

  it("makes a key that only its owner can read, never replaces one, and prints the public one alone", async () => {
    const made = await say(["keygen"]);
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^[A-Za-z0-9+/=]{60}\n$/)]);
    const file = inFolder(".raxx-say");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = readFileSync(file, "utf8");
    expect(made.err).not.toContain(key.trim());
    expect((await say(["keygen"])).code).toBe(1);
    expect(readFileSync(file, "utf8")).toBe(key);
  });

  it("signs a note while the page is silent, in the name that the configuration has for the key", async () => {
    site.at(UPDATE, { status: 200, headers: { "Content-Type": "text/html" }, body: "<html>Error 1101</html>" });
    const { publicKey, privateKey } = makeKeys();
    const [key, config, notes] = [inFolder("key"), inFolder("config.json"), inFolder("notes")];
    writeFileSync(key, privateKey);
    writeFileSync(config, JSON.stringify({ address: null, signers: {} }));
    const files = ["--key", key, "--config", config, "--notes", notes];
    expect(await say([...NOTE, ...files], TOKEN)).toMatchObject({ code: 1 });
    expect(existsSync(notes)).toBe(false);
    writeFileSync(config, JSON.stringify({ address: null, signers: { "Ada of ops": publicKey } }));
    expect(await say([...NOTE, ...files, "--as", "Eve"], TOKEN)).toMatchObject({ code: 1 });
    const signed = await say([...NOTE, ...files], TOKEN);
    expect([signed.code, existsSync(signed.out.trim())]).toEqual([0, true]);
    const made = JSON.parse(readFileSync(signed.out.trim(), "utf8"));
    expect(JSON.parse(made.text)).toMatchObject({ signer: "Ada of ops", surface_id: "app-raxx-app", state: "DOWN" });
    site.at(SNAPSHOT, { act: "drop" });
    const args = ["--from", site.url, "--out", inFolder("spoken"), "--notes", notes, "--config", config];
    expect((await run("mirror/mirror.ts", args)).code).toBe(0);
    expect(readFileSync(inFolder("spoken/index.html"), "utf8")).toContain("Logins fail.");
  });

  it("refuses with 2 what can't be said, before anything is sent", async () => {
    const before = site.to(UPDATE).length;
    const wrong = [
      ["--surface", "nope", "--state", "DOWN"],
      ["--surface", "app-raxx-app", "--state", "down"],
      ["--surface", "app-raxx-app", "--state", "DOWN", "--note", "Back by 15:00."],
      ["--surface", "app-raxx-app", "--state", "DOWN", "--nite", "x"],
      ["keygem"],
    ];
    for (const args of wrong) expect([args, (await say(args, TOKEN)).code]).toEqual([args, 2]);
    expect(site.to(UPDATE)).toHaveLength(before);
  });
});
