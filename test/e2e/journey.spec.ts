import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { deliver, native } from "../support/freescout";
import { get, iso, sleepUntil } from "../support/http";
import { banner, expect, row, section, test } from "../support/page";
import type { TestServer } from "../support/server";
import { openTicket, readPartner, showAllWell } from "./scenes";

test.beforeEach(({ server, operator }) => showAllWell({ server, operator }));

/** Types a command of the runbook into a shell, with this server's address and secrets in place of the printed ones. */
function type(server: TestServer, command: string): string {
  const { STATUS_INTERNAL_WRITE_TOKEN, FREESCOUT_WEBHOOK_SECRET, FREESCOUT_SERVICE_TOKEN } = server.secrets;
  const typed = command
    .replace(/https:\/\/status\.raxx\.app|http:\/\/localhost:5001/g, server.url)
    .replace(/\$\(infisical secrets get STATUS_INTERNAL_WRITE_TOKEN [^)]*\)/, STATUS_INTERNAL_WRITE_TOKEN)
    .replace("your-freescout-secret", FREESCOUT_WEBHOOK_SECRET)
    .replace("your-service-token", FREESCOUT_SERVICE_TOKEN)
    .replaceAll("curl -X", "curl --silent --show-error --fail -X");
  return execFileSync("bash", ["-c", typed], { encoding: "utf8", stdio: "pipe" });
}

const OVERRIDE = `TOKEN=$(infisical secrets get STATUS_INTERNAL_WRITE_TOKEN --path /MooseQuest/cloudflare --env prod --plain)
curl -X POST https://status.raxx.app/api/internal/status/update-surface \\
-H "Content-Type: application/json" \\
-H "X-Internal-Status-Token: $TOKEN" \\
-d '{
"surface_id": "app-raxx-app",
"state": "DEGRADED",
"state_source": "manual",
"actor": "ops",
"public_note": "Investigating login issues",
"ticket_pending": true
}'`;

const CLEAR = `TOKEN=$(infisical secrets get STATUS_INTERNAL_WRITE_TOKEN --path /MooseQuest/cloudflare --env prod --plain)
curl -X POST https://status.raxx.app/api/internal/status/update-surface \\
-H "Content-Type: application/json" \\
-H "X-Internal-Status-Token: $TOKEN" \\
-d '{"surface_id": "app-raxx-app", "state": "OPERATIONAL", "state_source": "manual", "actor": "ops", "public_note": null, "ticket_pending": false}'`;

const WEBHOOK = `SECRET="your-freescout-secret"
SERVICE_TOKEN="your-service-token"
PAYLOAD='{"event":"conversation.created","event_id":"manual-test-001","ticket":{"id":9001,"status":"open","updated_at":"2026-04-30T12:00:00Z","custom_fields":[{"slug":"component_tag","value":"app-raxx-app"},{"slug":"public_status","value":"Login degraded test"},{"slug":"incident_severity","value":"degraded"}]}}'
SIG=$(echo -n "$PAYLOAD" | openssl dgst -sha256 -hmac "$SECRET" | awk '{print "sha256="$2}')
curl -X POST http://localhost:5001/api/internal/status/freescout-webhook \\
-H "Content-Type: application/json" \\
-H "X-FreeScout-Signature: $SIG" \\
-H "X-Service-Token: $SERVICE_TOKEN" \\
-d "$PAYLOAD"`;

const AS_CLOSED = (command: string) =>
  command
    .replace('"status":"open"', '"status":"closed"')
    .replace("12:00:00Z", "12:41:00Z")
    .replace("Login degraded test", "Login works again.");

async function expectAllWell(page: Page): Promise<void> {
  await page.goto("/");
  await expect(banner(page)).toHaveText("All systems operational");
  await expect(page.getByText("Ticket open")).toHaveCount(0);
  await expect(section(page, "Active incidents")).toHaveCount(0);
}

test("an operator's override shows on the very next page load, and so does its end (contract §4.2)", async ({
  page,
  server,
}) => {
  await expectAllWell(page);
  expect(type(server, OVERRIDE)).toContain('"DEGRADED"');
  await page.goto("/");
  await expect(banner(page)).toHaveText(
    "Slow or unreliable: log in, see prices, or place orders. Everything else works.",
  );
  const summary = row(page, "app-raxx-app").locator("summary");
  await expect(summary).toContainText("Degraded performance");
  await expect(summary).toContainText("Ticket open");
  await expect(section(page, "Active incidents")).toContainText("Investigating login issues");

  type(server, CLEAR);
  await expectAllWell(page);
  const past = section(page, "Past incidents").getByRole("listitem");
  await expect(past).toHaveCount(1);
  await expect(past).toContainText("Raxx App Degraded performance");
  await past.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Investigating login issues");
});

test("a signed webhook opens an incident, and its ticket's end resolves it", async ({ page, server }) => {
  type(server, WEBHOOK);
  await page.goto("/");
  await expect(banner(page)).toHaveText(
    "Slow or unreliable: log in, see prices, or place orders. Everything else works.",
  );
  await expect(section(page, "Active incidents")).toContainText("Login degraded test");

  type(server, AS_CLOSED(WEBHOOK));
  await expectAllWell(page);
  await expect(section(page, "Past incidents").getByRole("listitem")).toHaveText(/^Raxx App Degraded performance/);
});

test("a webhook as FreeScout really sends it opens, escalates and closes", async ({ page, server }) => {
  const words = { id: 77, tag: "Market Data Feed", severity: "degraded", note: "Charts are delayed." };
  const send = async (more: object) => {
    const body = native({ ...words, updated: iso(Date.now()), ...more });
    expect((await deliver(server, body)).status).toBe(200);
    await page.goto("/");
  };
  const active = section(page, "Active incidents");
  await send({});
  await expect(active).toContainText("Charts are delayedDegraded performance");
  await send({ severity: "down", note: "There are no charts." });
  await expect(active).toContainText("Charts are delayedService disruption");
  await expect(active).toContainText("There are no charts.");
  await expect(active).toContainText("2 updates, last");
  await send({ status: "closed", note: "Charts are back." });
  await expectAllWell(page);
  const past = section(page, "Past incidents").getByRole("listitem");
  await expect(past).toContainText("Service disruption");
  await past.getByRole("link").click();
  await expect(section(page, "Updates").getByRole("listitem").first()).toContainText("Charts are back.");
});

test("a webhook with a wrong signature changes nothing", async ({ page, server }) => {
  expect(() => type(server, WEBHOOK.replace("your-freescout-secret", "guessed"))).toThrow("401");
  await expectAllWell(page);
});

test("a partner's outage shows whose incident we track, and its own words return with the partner", async ({
  page,
  operator,
}) => {
  const tracking = "We're tracking Heroku's incident — our service resumes when they recover.";
  await readPartner(operator, "heroku-platform", "DOWN");
  await page.goto("/");
  await expect(banner(page)).toHaveText("Everything you use works. Hosting Platform is down (a service we rely on)");
  await expect(section(page, "Active incidents")).toContainText(tracking);
  await row(page, "heroku-platform").locator("summary .row-name").click();
  await expect(row(page, "heroku-platform").getByText(tracking)).toBeVisible();

  await readPartner(operator, "heroku-platform", "OPERATIONAL");
  await expectAllWell(page);
  await expect(row(page, "heroku-platform")).toContainText("Cloud hosting for Raxx application services.");
});

test("two tickets on one surface: the worst counts, and the badge stays until the last one closes", async ({
  page,
  server,
}) => {
  const summary = row(page, "ci-runners").locator("summary");
  const say = async (id: number, severity: string, status: string) => {
    await openTicket(server, { id, tag: "ci-runners", severity, status });
    await page.goto("/");
  };
  await say(81, "down", "active");
  await say(82, "degraded", "pending");
  await expect(summary).toContainText(/Ticket open.*Service disruption/);
  await say(81, "down", "closed");
  await expect(summary).toContainText(/Ticket open.*Degraded performance/);
  await say(82, "degraded", "closed");
  await expectAllWell(page);
});

test("a maintenance window begins and ends for readers by the clock alone, without any cron", async ({
  page,
  server,
  operator,
}) => {
  const now = Date.now();
  const [starts, ends] = [now + 3000, now + 7000];
  const note = "Runners are being upgraded.";
  const surface_ids = ["ci-runners"];
  await operator.plan({ surface_ids, starts_at: iso(starts), ends_at: iso(ends), public_note: note });
  await expectAllWell(page);

  await sleepUntil(starts);
  await page.goto("/");
  await expect(banner(page)).toHaveText(
    "Everything you use works. CI / Deployment Pipeline is under scheduled maintenance (used only by our team)",
  );
  await expect(section(page, "Maintenance in progress")).toContainText(note);
  const until = row(page, "ci-runners").locator("summary time");
  await expect(until).toHaveAttribute("datetime", `${iso(ends).slice(0, 19)}Z`);

  await sleepUntil(ends);
  await expectAllWell(page);
  expect((await get<{ overall_status: string }>(server, "/api/status/public")).body.overall_status).toBe("OPERATIONAL");
});
