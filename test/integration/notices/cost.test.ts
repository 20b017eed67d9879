import { expect, it } from "vitest";
import { meterDb } from "@/db/meter";
import { requireSealing, sealEnd } from "@/lib/services/subscriptions/ends";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { context, tick, happen, d1 } = outbox;

/** `SUBSCRIBERS=10000 vitest run …` gives the figures of docs/reliability.md. */
const MANY = Number(process.env.SUBSCRIBERS ?? 2_000);

/** Many confirmed subscribers, who share one mailbox. */
async function fill(): Promise<void> {
  const ctx = context();
  const sealed = await sealEnd(requireSealing(ctx), { to: "all@example.com", unsubscribe: "token" });
  await d1()
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
       INSERT INTO subscribers (channel, state, address_hash, sealed, language, kinds, next_attempt_at, created_at)
       SELECT 'email', 'confirmed', 'hash ' || i, ?2, 'en', '["incidents"]', ?3, ?3 FROM n`,
    )
    .bind(MANY, sealed, new Date(ctx.now).toISOString())
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
