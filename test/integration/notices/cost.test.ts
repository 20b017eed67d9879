import { expect, it } from "vitest";
import { meterDb } from "@/db/meter";
import { newWebhookSecret } from "@/lib/integrations/channels/webhook";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { tick, happen, subscribeMany, d1 } = outbox;

/** `SUBSCRIBERS=10000 vitest run …` gives the figures of docs/reliability.md. */
const MANY = Number(process.env.SUBSCRIBERS ?? 2_000);

it(`A notice to ${MANY} subscribers writes six rows each, and reads a bounded number`, async () => {
  await subscribeMany(MANY);
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
  await subscribeMany(many);
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
