import { expect, it } from "vitest";
import { newWebhookSecret } from "@/lib/integrations/channels/webhook";
import { fanOutEvents } from "@/lib/services/notices/fan-out";
import { sendDue } from "@/lib/services/notices/send";
import { tellSubscribers } from "@/lib/services/notices/tell-subscribers";
import type { Asked, Reply } from "../../fakes/server";
import { intercepted } from "../../support/database";
import { outboxForFile } from "./outbox";
import { BROWSER, VAPID } from "./world";

const outbox = outboxForFile();
const { context, happen, pass, skip, subscribe, subscribeMany, rows, d1 } = outbox;

/** So many webhooks that answer alike, in the order of their claim. */
async function subscribeHooks(count: number, answer: Reply | ((asked: Asked) => Reply) = {}, from = 0): Promise<void> {
  for (let i = from; i < from + count; i++) {
    await subscribe(`https://hooks.example.com/${i}`, { channel: "webhook", secret: newWebhookSecret() });
    outbox.world().at(`/hooks.example.com/${i}`, answer);
  }
}
const asked = () => outbox.world().asked.map(({ path }) => path);
const askedOf = (count: number) =>
  Array.from({ length: count }, (_, i) => asked().filter((path) => path === `/hooks.example.com/${i}`).length);

/** Sends what is due a minute later, in a tick whose time is out once it has looked at the clock so often. */
async function sendBriefly(looks: number): Promise<void> {
  await fanOutEvents(context(), () => true);
  skip(1);
  let left = looks;
  await sendDue(context(), () => left-- > 0);
}
const subscribers = () =>
  rows("SELECT id, attempts, failing_since, last_sent, next_attempt_at FROM subscribers ORDER BY id");

it("A claim begins no portion when its time is out: what is left is as it was before, due at once, and sent by the next tick", async () => {
  await subscribeHooks(14);
  const failing = "2026-11-30T11:00:00.000Z";
  await d1()
    .prepare("UPDATE subscribers SET attempts = 3, failing_since = ?1 WHERE id > (SELECT min(id) FROM subscribers) + 9")
    .bind(failing)
    .run();
  await happen();
  const before = await subscribers();
  outbox.world().asked.length = 0;
  await sendBriefly(2); // for mail, and for webhooks
  expect(askedOf(14)).toEqual([...Array(6).fill(1), ...Array(8).fill(0)]);
  expect((await rows("SELECT 1 FROM notice_deliveries WHERE state = 'sent'")).length).toBe(6);
  const left = await subscribers();
  const withoutTime = ({ next_attempt_at: _, ...row }: Record<string, unknown>) => row;
  expect(left.slice(6).map(withoutTime)).toEqual(before.slice(6).map(withoutTime));
  await pass(1);
  expect(askedOf(14)).toEqual(Array(14).fill(1));
});

it("Slow ends are a portion of six, after which other queues have their turn", async () => {
  await subscribeHooks(8, { afterMs: 5_100 });
  await subscribe("https://fcm.googleapis.com/fcm/send/1", { channel: "push", keys: BROWSER });
  outbox.world().at("/fcm.googleapis.com/fcm/send/1", { status: 201 });
  await happen();
  outbox.world().asked.length = 0;
  await outbox.tick(VAPID);
  const turn = asked().indexOf("/fcm.googleapis.com/fcm/send/1");
  expect(turn).toBe(6);
  expect(asked()).toHaveLength(9);
}, 30_000);

it("Ends that have failed wait behind those that have not: many that hang, and came first, take no time of live ones", async () => {
  await subscribeHooks(40, { afterMs: 5_100 });
  await d1().prepare("UPDATE subscribers SET attempts = 5, failing_since = next_attempt_at").run();
  await subscribeHooks(10, {}, 40);
  await happen();
  outbox.world().asked.length = 0;
  await outbox.tick();
  expect(askedOf(50).slice(40)).toEqual(Array(10).fill(1));
}, 60_000);

it("A tick that dies in a later portion repeats that one alone", async () => {
  await subscribeHooks(14);
  await happen();
  outbox.world().asked.length = 0;
  let written = 0;
  const DB = intercepted(d1(), async (run, queries) => {
    const isOutcome = queries.some((query) => query.startsWith("UPDATE notice_deliveries SET\n"));
    if (isOutcome && ++written > 1) throw new Error("the process is gone");
    return run();
  });
  await outbox.tick({ DB }).catch(() => undefined);
  expect(askedOf(14)).toEqual([...Array(12).fill(1), 0, 0]);
  skip(3);
  await pass(1);
  expect(askedOf(14)).toEqual([...Array(6).fill(1), ...Array(6).fill(2), 1, 1]);
});

it("What was sent is written down late in a tick too, where D1 fails for a moment", async () => {
  await subscribeHooks(3);
  await happen();
  outbox.world().asked.length = 0;
  let failures = 0;
  const DB = intercepted(d1(), async (run, queries) => {
    const isOutcome = queries.some((query) => query.startsWith("UPDATE notice_deliveries SET\n"));
    if (isOutcome && ++failures === 1) throw new Error("D1_ERROR: Network connection lost.");
    return run();
  });
  await tellSubscribers({ ...context({ DB }), spent: () => 21_000 });
  skip(3);
  await pass(1);
  expect(askedOf(3)).toEqual([1, 1, 1]);
});

it("Behind a batch of mails without an answer no other of its claim is sent, and nothing is lost or repeated", async () => {
  for (let i = 0; i < 120; i++) await subscribe(`${i}@example.com`);
  for (let i = 1; i <= 6; i++) await happen({ subject: `incident:${i}` });
  outbox.postmark().silence(true);
  await sendBriefly(2); // for mail, and where a second portion might begin
  expect(outbox.postmark().taken).toHaveLength(498); // 83 subscribers, six mails each
  outbox.postmark().silence(false);
  await pass(3);
  const ids = outbox.postmark().taken.map(({ Metadata }) => Metadata.delivery);
  expect(ids).toHaveLength(720);
  expect(new Set(ids).size).toBe(720);
});

it("Dead webhooks take no time of mails: all of these go out in the same tick", async () => {
  await subscribeMany(1_100);
  await subscribeHooks(12, { afterMs: 5_100 });
  await happen();
  outbox.world().asked.length = 0;
  const order: string[] = [];
  const DB = intercepted(d1(), async (run, queries) => {
    if (queries.some((query) => query.startsWith("UPDATE notice_deliveries SET\n")))
      order.push(asked().length === 0 ? "mail" : "hook");
    return run();
  });
  await outbox.tick({ DB });
  expect(outbox.postmark().taken).toHaveLength(1_100);
  expect(order.slice(0, 3)).toEqual(["mail", "mail", "mail"]);
  expect(order).toContain("hook");
}, 120_000);
