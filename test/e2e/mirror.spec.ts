import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { stringify } from "yaml";
import { makeKeys, type SpokenNote, signNote } from "../../scripts/mirror/signed-note";
import { inRoot } from "../../scripts/root";
import { type FakeServer, startFakeServer } from "../fakes/server";
import { violationsOf } from "../support/axe";
import { registryWith, snapshotAt } from "../support/mirror-snapshot";

const NOON = Date.parse("2026-11-30T12:04:00Z");
const MINUTE_MS = 60_000;
const PAGES = ["/", "/de/", "/history/", "/surfaces/app-raxx-app/", "/ja/incidents/inc_00421/"];

let folder = "";
let host: FakeServer;

const html = (file: string) => ({
  body: readFileSync(join(folder, file, "index.html"), "utf8"),
  headers: { "Content-Type": "text/html; charset=utf-8" },
});

/** A copy, made as the job makes it, on a host that serves files and knows nothing of us; below /silent as it is 20 minutes later, with a note, while the page is silent. */
test.beforeAll(async () => {
  test.setTimeout(300_000);
  const source = await startFakeServer({ "/api/status/public/snapshot": { body: snapshotAt(NOON) } });
  folder = mkdtempSync(join(tmpdir(), "raxx-mirror-e2e-"));
  const [registry, config, notes] = ["registry.yaml", "config.json", "notes"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const keys = makeKeys();
  writeFileSync(registry, stringify(registryWith()));
  writeFileSync(config, JSON.stringify({ address: null, signers: { Ada: keys.publicKey } }));
  mkdirSync(notes);
  const args = ["--import", "tsx", inRoot("scripts", "mirror", "mirror.ts"), "--from", source.url, "--out", folder];
  const files = ["--registry", registry, "--config", config, "--notes", notes];
  const run = (now: string) => promisify(execFile)("node", [...args, ...files, "--now", now], { cwd: inRoot() });
  await run("2026-11-30T12:04:30Z");
  host = await startFakeServer();
  for (const path of PAGES) host.at(`/below/any${path}`, html(path));
  await source.stop();
  const id = "7a9e0a31-3f6b-4a53-9f6e-0d8a6a6f2b11";
  const note: SpokenNote = {
    version: 1,
    id,
    signer: "Ada",
    surface_id: "app-raxx-app",
    state: "DOWN",
    note: "Logins fail.",
    at: "2026-11-30T12:20:00Z",
  };
  writeFileSync(join(notes, "a.json"), signNote(note, keys.privateKey));
  await run("2026-11-30T12:24:30Z");
  for (const path of PAGES) host.at(`/below/silent${path}`, html(path));
});
test.afterAll(async () => {
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("each page asks nobody for anything, and axe has nothing to complain about", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("request", (request) => request.isNavigationRequest() || complaints.push(request.url()));
  await page.clock.setFixedTime(NOON + MINUTE_MS);
  for (const path of PAGES.flatMap((each) => [`any${each}`, `silent${each}`])) {
    await page.goto(`${host.url}/below/${path}`);
    expect([path, await violationsOf(page)]).toEqual([path, []]);
  }
  expect(complaints.filter((text) => !text.startsWith("data:"))).toEqual([]);
});

test("in an open page the states turn UNKNOWN once the copy is 15 minutes old by the reader's clock", async ({
  page,
}) => {
  await page.clock.install({ time: NOON + 14 * MINUTE_MS });
  await page.goto(`${host.url}/below/any/`);
  const row = page.locator('[data-surface="app-raxx-app"]');
  await expect(row).toHaveAttribute("data-state", "OPERATIONAL");
  await page.clock.fastForward(2 * MINUTE_MS);
  await expect(row).toHaveAttribute("data-state", "UNKNOWN");
  await expect(page.getByText("This page may be out of date.")).toBeVisible();
  await expect(page).toHaveTitle(/can’t confirm/);
  await expect(page.getByText(/min ago/)).toHaveCount(0);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a copy of a silent page says so once, shows what operators say, and no state as present", async ({ page }) => {
    await page.goto(`${host.url}/below/silent/`);
    await expect(page.getByText("Our status page has not answered since 12:04 UTC.")).toBeVisible();
    await expect(page.getByText("This page may be out of date.")).toBeHidden();
    await expect(page.getByText("Logins fail.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/can’t confirm/);
    await expect(page.locator('[data-surface="app-raxx-app"]')).toHaveAttribute("data-state", "UNKNOWN");
  });

  test("a page says of when it is, and its links lead on within the copy", async ({ page }) => {
    await page.goto(`${host.url}/below/any/`);
    await expect(page.getByText("As of 12:04 UTC, a copy kept outside our main host.")).toBeVisible();
    await expect(page.getByRole("link", { name: "History", exact: true })).toHaveAttribute(
      "href",
      "history/index.html",
    );
    await expect(page.getByRole("link", { name: "Main page" })).toHaveAttribute("href", "https://status.raxx.app/");
  });
});
