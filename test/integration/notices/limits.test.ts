import { expect, it } from "vitest";
import { OpsChecks } from "@/lib/schemas/ops-answers";
import { OpsSubscribers } from "@/lib/schemas/ops-subscribers";
import { SubscribeBody } from "@/lib/schemas/subscriptions";
import { CACHE_LIFE } from "@/lib/server/cache/cache-headers";
import { readOutbox } from "@/lib/services/notices/outbox-for-operators";
import { readChecks } from "@/lib/services/operators/read-checks";
import { signUp } from "@/lib/services/subscriptions/sign-up";
import { outboxForFile } from "./outbox";
import { DAY_MS, NOW } from "./world";

const { context, d1, rows } = outboxForFile();

const fill = (sql: string, count: number, ...values: unknown[]) =>
  d1()
    .prepare(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count}) ${sql}`)
    .bind(...values)
    .run();
const addLetters = (count: number, at: number, from = 0) =>
  fill(
    `INSERT INTO notice_events (subject, revision, step, at, created_at, fanned_out_at) SELECT 'letter:' || (n + ${from}), 1, 'confirm', ?1, ?1, ?1 FROM n`,
    count,
    new Date(at).toISOString(),
  );
const addSubscribers = (count: number, { channel, state, lastSent = "[]" }: Record<string, string>) =>
  fill(
    `INSERT INTO subscribers (channel, state, address_hash, sealed, kinds, language, next_attempt_at, created_at, last_sent)
      SELECT ?1, ?2, ?1 || ?2 || ?3 || n, ?1 || ?2 || ?3 || n, '[]', 'en', ?4, ?4, ?3 FROM n`,
    count,
    ...[channel, state, lastSent, new Date(NOW).toISOString()],
  );
const shown = async () => {
  const { limits } = OpsSubscribers.parse(await readOutbox(context()));
  expect(OpsChecks.parse(await readChecks(context(), CACHE_LIFE)).sign_ups).toEqual(limits);
  return Object.fromEntries(limits.map(({ limit, count, most, level }) => [limit, `${count} of ${most}: ${level}`]));
};

it("Operators see how far each limit of sign-ups is used: of the last 24 hours' letters to confirm and to manage, of who is unconfirmed, of browsers that nothing was sent to", async () => {
  expect(await shown()).toEqual({
    letters_a_day: "0 of 2000: ok",
    unconfirmed: "0 of 1000: ok",
    unsent_browsers: "0 of 10000: ok",
  });
  await addLetters(500, NOW - DAY_MS);
  await addLetters(1_599, NOW - DAY_MS + 1, 500);
  await d1()
    .prepare(
      "INSERT INTO notice_events (subject, revision, step, at, created_at) SELECT subject, revision, 'ping', at, created_at FROM notice_events LIMIT 900",
    )
    .run();
  await addSubscribers(799, { channel: "email", state: "pending" });
  await addSubscribers(50, { channel: "email", state: "confirmed" });
  await addSubscribers(50, { channel: "push", state: "confirmed", lastSent: "[1]" });
  await addSubscribers(7_999, { channel: "push", state: "confirmed" });
  expect(await shown()).toEqual({
    letters_a_day: "1599 of 2000: ok",
    unconfirmed: "799 of 1000: ok",
    unsent_browsers: "7999 of 10000: ok",
  });
});

it("From 80 % a limit is near, and reached where sign-ups are stopped by it", async () => {
  await addLetters(1_600, NOW);
  await addSubscribers(800, { channel: "webhook", state: "pending" });
  await addSubscribers(8_000, { channel: "push", state: "confirmed" });
  expect(await shown()).toEqual({
    letters_a_day: "1600 of 2000: near",
    unconfirmed: "800 of 1000: near",
    unsent_browsers: "8000 of 10000: near",
  });
  await addLetters(399, NOW, 1_600);
  const signUpAs = (email: string) => signUp(context(), SubscribeBody.parse({ email }), "192.0.2.1");
  const letters = async () => (await rows("SELECT id FROM notice_events")).length;
  await signUpAs("a@example.com");
  expect([await shown(), await letters()]).toMatchObject([{ letters_a_day: "2000 of 2000: reached" }, 2_000]);
  await signUpAs("b@example.com");
  expect(await letters()).toBe(2_000);
  await d1().prepare("DELETE FROM subscribers WHERE state = 'pending'").run();
  await addSubscribers(1_000, { channel: "email", state: "pending" });
  expect(await shown()).toMatchObject({ unconfirmed: "1000 of 1000: reached" });
});
