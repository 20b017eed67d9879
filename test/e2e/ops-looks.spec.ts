import type { Page } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { iso } from "../support/http";
import { expect, press, test } from "../support/ops-page";
import { HOUR_MS, openTicket, type Scene, showIncidents } from "./scenes";

const FOLDER = "test-results/screenshots/ops";
const APP = "app-raxx-app";

test.use({ timezoneId: "America/New_York" });

/** A bad afternoon that operators work on. */
async function showWork(scene: Scene): Promise<void> {
  const { server, operator } = scene;
  await showIncidents(scene);
  await openTicket(server, { id: 77, tag: "api-service", severity: "down", note: "Calls fail. ETA 5 minutes." });
  const from = Date.now() + 24 * HOUR_MS;
  const span = { starts_at: iso(from), ends_at: iso(from + HOUR_MS) };
  await operator.plan({ surface_ids: [APP, "api-service"], ...span, public_note: "Database upgrade." });
  const looks = Array.from({ length: 40 }, (_, i) => ({
    ...{ surface_id: "docs-raxx-app", ok: i !== 20, checked_at: iso(Date.now() - (40 - i) * 60_000) },
    ...{ latency_ms: 80 + ((i * 37) % 90), status_code: i === 20 ? 503 : 200, error: i === 20 ? "HTTP 503" : null },
  }));
  await operator.probe(looks);
  const at = iso(Date.now() - HOUR_MS);
  await server.sql(
    "INSERT OR IGNORE INTO ops_alerts (alert_key, severity, title, opened_at, updated_at) VALUES ('looks', 'critical', 'FreeScout does not answer', ?, ?)",
    ...[at, at],
  );
}

const VIEWS: Record<string, () => string> = {
  board: () => "/ops",
  surface: () => `/ops/surfaces/${APP}?action=override`,
  several: () => `/ops/write?surface=${APP}&surface=market-data-feed&action=clear`,
  windows: () => "/ops/windows?plan=1",
  incidents: () => "/ops/incidents",
  audit: () => "/ops/audit",
  actions: () => "/ops/actions",
  at: () => `/ops/at?time=${encodeURIComponent(iso(Date.now() - 1000))}`,
  checks: () => "/ops/checks",
  configuration: () => "/ops/configuration",
};

test("each view as it looks on a phone and a desktop; axe finds nothing, light and dark, nothing is too wide", async ({
  page,
  server,
  operator,
}) => {
  test.slow(); // some thirty audits by axe
  await showWork({ server, operator });
  for (const [name, path] of Object.entries(VIEWS)) {
    await page.goto(path());
    await expectFine(page, name);
  }
  await page.goto(VIEWS.surface?.() ?? "");
  await page.getByRole("radio", { name: "Service disruption" }).check();
  await page.getByRole("button", { name: "We are investigating.", exact: true }).click();
  await expect(page.locator("[data-customers]")).toBeVisible();
  await expectFine(page, "typing");
  await press(page, "Preview");
  await expect(page.getByRole("button", { name: "Confirm" })).toBeVisible();
  await expectFine(page, "confirm");
});

async function expectFine(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    expect([name, await violationsOf(page)]).toEqual([name, []]);
    await expect(page.locator("main")).not.toContainText(/\b(?:active|states|surface|banner|age|time)\.[a-z]/);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect([name, width, isWide]).toEqual([name, width, false]);
    await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png`, fullPage: true });
  }
}
