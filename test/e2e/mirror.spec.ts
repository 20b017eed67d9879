import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { inRoot } from "../../scripts/root";
import { type FakeServer, startFakeServer } from "../fakes/server";
import { violationsOf } from "../support/axe";
import { snapshotAt } from "../support/mirror-snapshot";

const NOON = Date.parse("2026-11-30T12:04:00Z");
const MINUTE_MS = 60_000;
const PAGES = ["/", "/de/", "/history/", "/surfaces/app-raxx-app/", "/ja/incidents/inc_00421/"];

let folder = "";
let host: FakeServer;

/** A copy, made as the job makes it, on a host that serves files and knows nothing of us. */
test.beforeAll(async () => {
  test.setTimeout(300_000);
  const source = await startFakeServer({ "/api/status/public/snapshot": { body: snapshotAt(NOON) } });
  folder = mkdtempSync(join(tmpdir(), "raxx-mirror-e2e-"));
  const args = ["--import", "tsx", inRoot("scripts", "mirror", "mirror.ts"), "--from", source.url, "--out", folder];
  await promisify(execFile)("node", [...args, "--now", "2026-11-30T12:04:30Z"], { cwd: inRoot() });
  await source.stop();
  const html = { "Content-Type": "text/html; charset=utf-8" };
  host = await startFakeServer();
  for (const path of PAGES)
    host.at(`/below/any${path}`, { body: readFileSync(join(folder, path, "index.html"), "utf8"), headers: html });
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
  for (const path of PAGES) {
    await page.goto(`${host.url}/below/any${path}`);
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
