import { expect, it } from "vitest";
import { meterDb } from "@/db/meter";
import { newWebhookSecret } from "@/lib/integrations/channels/webhook";
import { requireSealing, sealEnd } from "@/lib/services/subscriptions/ends";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { context, tick, happen, d1 } = outbox;

/** `SUBSCRIBERS=10000 vitest run …` gives the figures of docs/reliability.md. */
const MANY = Number(process.env.SUBSCRIBERS ?? 2_000);

/** Many confirmed subscribers, who share one mailbox. */
async function fill(many = MANY): Promise<void> {
  const ctx = context();
  const sealed = await sealEnd(requireSealing(ctx), { to: "all@example.com", unsubscribe: "token" });
  await d1()
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
       INSERT INTO subscribers (channel, state, address_hash, sealed, language, kinds, next_attempt_at, created_at)
       SELECT 'email', 'confirmed', 'hash ' || i, ?2, 'en', '["incidents"]', ?3, ?3 FROM n`,
    )
    .bind(many, sealed, new Date(ctx.now).toISOString())
    .run();
}

it(`A notice to ${MANY} subscribers writes six rows each, and reads a bounded number`, async () => {
  await fill();
  await happen();
  const { db, cost } = meterDb(d1());
  const ticks: number[] = [];
  while (outbox.postmark().taken.length < MANY && ticks.length < 10) {
    const started = performance.now();
    expect(await tick({ DB: db })).toMatchObject({ failed: 0 });
    ticks.push(Math.round(performance.now() - started));
    outbox.skip(1);
  }
  expect(outbox.postmark().taken).toHaveLength(MANY);
  expect(outbox.postmark().server.to("/email/batch")).toHaveLength(Math.ceil(MANY / 500));
  console.log(`a notice to ${MANY}: ticks of ${ticks.join(", ")} ms, ${JSON.stringify(cost)}`);
  expect(ticks.length).toBeLessThanOrEqual(5);
  expect(cost.rows_written / MANY).toBeLessThan(6.5);
  expect(cost.rows_read / MANY).toBeLessThan(40);
  expect(cost.queries / MANY).toBeLessThan(0.03);
});

it("A batch without an answer costs five rows more for each of its mails, and two questions to Postmark", async () => {
  const many = 500;
  await fill(many);
  await happen();
  const { db, cost } = meterDb(d1());
  outbox.postmark().silence(true);
  await tick({ DB: db });
  outbox.postmark().silence(false);
  outbox.skip(2);
  await tick({ DB: db });
  expect(outbox.postmark().taken).toHaveLength(many);
  expect(outbox.postmark().server.to("/messages/outbound")).toHaveLength(2);
  expect(await outbox.rows("SELECT 1 FROM notice_deliveries WHERE state <> 'sent'")).toEqual([]);
  console.log(`a batch without an answer: ${JSON.stringify(cost)}`);
  expect(cost.rows_written / many).toBeLessThan(11.5);
});

it("Ends that are posted to one by one are written down six at a time, by the same rows", async () => {
  const many = 60;
  for (let i = 0; i < many; i++) {
    await outbox.subscribe(`https://hooks.example.com/${i}`, { channel: "webhook", secret: newWebhookSecret() });
    outbox.world().at(`/hooks.example.com/${i}`, {});
  }
  await happen();
  const { db, cost } = meterDb(d1());
  expect(await tick({ DB: db })).toMatchObject({ sent: many, failed: 0 });
  console.log(`a notice to ${many} webhooks: ${JSON.stringify(cost)}`);
  expect(cost.rows_written / many).toBeLessThan(6.5);
  expect(cost.queries).toBeLessThan(60);
});
