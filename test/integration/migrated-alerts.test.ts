import { afterAll, beforeAll, expect, test } from "vitest";
import { countWaitingMessages } from "@/db/queries/ops-alerts";
import { contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { alertStatements, deliverAlerts } from "@/lib/services/operators/alert";
import { runIdempotent } from "@/lib/services/retry";
import { startDatabase } from "../support/database";
import { outsideForFile } from "../support/outside";

/** What the release before, with an outbox of its own for alerts, has left in it. */
const LEFT = [
  `INSERT INTO ops_alerts (id, alert_key, severity, title, opened_at, updated_at, closed_at) VALUES
    (1, 'heroku', 'critical', 'No dyno runs', '2026-05-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z'),
    (2, 'github', 'warning', 'A workflow failed', '2026-05-31T00:00:00.000Z', '2026-05-31T00:00:00.000Z', NULL)`,
  `INSERT INTO ops_alert_outbox (alert_id, event, text, attempts, next_attempt_at, delivered_at) VALUES
    (1, 'opened', '[critical] No dyno runs', 1, '2026-05-01T00:01:00.000Z', '2026-05-01T00:00:00.000Z'),
    (1, 'closed', 'Resolved: [critical] No dyno runs', 9, '2026-06-01T12:10:00.000Z', NULL),
    (2, 'opened', '[warning] A workflow "failed"', 0, '2026-05-31T00:00:00.000Z', NULL)`,
];
const NOW = Date.UTC(2026, 5, 1, 12);
const HOOK = "/hooks.example.com/ops";

const { world } = outsideForFile();
let database: Awaited<ReturnType<typeof startDatabase>>;
beforeAll(async () => {
  database = await startDatabase({ before: "0009" });
  await database.d1.batch(LEFT.map((rows) => database.d1.prepare(rows)));
  await database.migrate();
}, 120_000);
afterAll(() => database.stop());

const at = (now: number) => ({
  ...contextFrom(
    { DB: database.d1, OPS_ALERT_WEBHOOK_URL: `https:/${HOOK}` } as unknown as Bindings,
    { waitUntil: () => undefined },
    now,
  ),
  clock: () => now,
});
const take = () => {
  const texts = world()
    .to(HOOK)
    .map(({ body }) => JSON.parse(body).text);
  world().asked.length = 0;
  return texts;
};

test("A message that waited in the release before is sent by this one at its time, once, and what was sent is not", async () => {
  world().at(HOOK, {});
  expect(await countWaitingMessages(database.db)).toEqual([{ waiting: 2 }]);
  await deliverAlerts(at(NOW));
  expect(take()).toEqual(['Raxx status: [warning] A workflow "failed"']);
  await deliverAlerts(at(NOW + 10 * 60_000));
  expect(take()).toEqual(["Raxx status: Resolved: [critical] No dyno runs"]);
  await database.migrate();
  await deliverAlerts(at(NOW + 60 * 60_000));
  expect(take()).toEqual([]);
});

test("The release before, after a rollback, sends none of them again", async () => {
  const { results } = await database.d1.prepare("SELECT id FROM ops_alert_outbox WHERE delivered_at IS NULL").all();
  expect(results).toEqual([]);
});

test("An alert that was opened in the release before is closed by this one", async () => {
  const ctx = at(NOW + 90 * 60_000);
  const closed = alertStatements(ctx, { key: "github", severity: "warning", title: null });
  await runIdempotent(ctx, closed);
  await runIdempotent(ctx, closed);
  await deliverAlerts(ctx);
  expect(take()).toEqual(["Raxx status: Resolved: [warning] A workflow failed"]);
});
