import { describe, expect, it } from "vitest";
import { emptyTables, selectDeleteTriggers } from "@/db/queries/backup";
import { selectQueue } from "@/db/queries/notice-deliveries";
import { deleteEventsBefore } from "@/db/queries/notice-events";
import { countListeners } from "@/db/queries/notice-fan-out";
import { countWaitingMessages, deleteMessagesSentBefore } from "@/db/queries/ops-alerts";
import { LEASE_MS } from "@/lib/core/notices/channels";
import { readOutbox, resendDeadLetters } from "@/lib/services/notices/outbox-for-operators";
import { alertStatements, deliverAlerts, raiseAlert } from "@/lib/services/operators/alert";
import { retainRecords } from "@/lib/services/retention/nightly";
import { runIdempotent } from "@/lib/services/retry";
import type { Answer } from "../../fakes/server";
import { intercepted } from "../../support/database";
import { outboxForFile } from "./outbox";
import { DAY_MS } from "./world";

const HOOK = "/hooks.example.com/ops";
const outbox = outboxForFile();
const { run, rows, db, now, skip, tick, happen, subscribe } = outbox;

/** Operators' hook is all that is configured: no key seals anything, and no channel is offered. */
const bindings = { OPS_ALERT_WEBHOOK_URL: `https:/${HOOK}`, SUBSCRIBER_KEY: undefined };
const context = (more: object = {}) => outbox.context({ ...bindings, ...more });
const deliver = (more: object = {}) => deliverAlerts(context(more));
const raise = (key: string) => raiseAlert(context(), { key, severity: "critical", title: `${key} is down` });
const close = (key: string) => {
  const ctx = context();
  return runIdempotent(ctx, alertStatements(ctx, { key, severity: "critical", title: null }));
};

const hook = (answer: Answer) => {
  outbox.world().at(HOOK, answer);
  outbox.world().asked.length = 0;
};
const refusing =
  (key: string): Answer =>
  ({ body }) => ({ status: body.includes(key) ? 400 : 200 });
const texts = () =>
  outbox
    .world()
    .to(HOOK)
    .map(({ body }) => body);
const opened = (key: string) => `{"text":"Raxx status: [critical] ${key} is down"}`;
const resolved = (key: string) => `{"text":"Raxx status: Resolved: [critical] ${key} is down"}`;
const waiting = async () => (await countWaitingMessages(db()))[0]?.waiting;

describe("a message to operators", () => {
  it("is sent once, however many ticks there are at once, without a key and without a subscriber", async () => {
    hook({ afterMs: 300 });
    await raise("one");
    await raise("one");
    await Promise.all([deliver(), deliver(), deliver()]);
    await deliver();
    expect(texts()).toEqual([opened("one")]);
    expect(await rows("SELECT id FROM subscribers")).toEqual([{ id: 0 }]);
  });

  it("is sent again by the tick after the lease where one has died with it, and not before", async () => {
    hook({});
    await raise("one");
    const dying = intercepted(outbox.d1(), async (request, queries) => {
      if (queries.some((query) => query.includes("UPDATE notice_deliveries"))) throw new Error("the process is gone");
      return request();
    });
    await expect(deliver({ DB: dying })).rejects.toThrow();
    skip(1);
    await deliver();
    expect(texts()).toHaveLength(1);
    skip(LEASE_MS / 60_000);
    await deliver();
    await deliver();
    expect(texts()).toEqual([opened("one"), opened("one")]);
  });

  it("waits for the one before it of the same alert, and for that of no other", async () => {
    hook(refusing("bad"));
    await raise("bad");
    await deliver();
    await close("bad");
    await raise("good");
    await deliver();
    await close("good");
    await deliver();
    expect(texts()).toEqual([opened("bad"), opened("good"), resolved("good")]);
    expect(await waiting()).toBe(2);
    hook({});
    skip(1);
    await deliver();
    expect(texts()).toEqual([opened("bad"), resolved("bad")]);
  });
});

describe("while the hook is dead", () => {
  const KEYS = Array.from({ length: 12 }, (_, i) => `alert ${i}`);

  it("for four days, every message waits; within half an hour after that all are there, each by itself, in order", async () => {
    hook({ status: 500 });
    for (const key of KEYS) await raise(key);
    for (const key of KEYS) await close(key);
    for (let hour = 0; hour < 4 * 24; hour += 8) {
      await deliver();
      await tick(); // of a full hour, with the subscribers' retention
      skip(8 * 60);
    }
    await resendDeadLetters(context(), { kind: "person", name: "ops", actor: "ops", local: false }, {});
    expect(await waiting()).toBe(2 * KEYS.length);
    expect(await rows("SELECT state, last_sent FROM subscribers")).toEqual([{ state: "confirmed", last_sent: "[]" }]);
    await deliver();
    hook({});
    skip(30);
    await deliver();
    await deliver();
    expect(texts()).toEqual([...KEYS.map(opened), ...KEYS.map(resolved)]);
  });

  it("each wait is longer than the one before, up to half an hour, though the alert closes meanwhile", async () => {
    hook({ status: 503 });
    await raise("one");
    const tries: number[] = [];
    for (let minute = 0; minute < 125; minute++, skip(1)) {
      const before = texts().length;
      if (minute === 2) await close("one");
      await deliver();
      if (texts().length > before) tries.push(minute);
    }
    expect(tries).toEqual([0, 1, 3, 7, 15, 31, 61, 91, 121]);
  });

  it("no subscriber is said to wait, and operators see what does", async () => {
    hook(refusing("one"));
    for (const key of ["one", "other"]) {
      await raise(key);
      await deliver();
    }
    for (let minute = 0; minute < 10; minute++, skip(1)) await tick();
    expect(await rows("SELECT alert_key FROM ops_alerts WHERE alert_key = 'notices:late'")).toEqual([]);
    expect(await waiting()).toBe(1);
  });
});

describe("the operators' hook", () => {
  it("is no subscriber: it is in no count, queue or event of theirs, and no notice comes to it", async () => {
    hook({ status: 500 });
    await raise("one");
    await deliver();
    const told = { kind: "incidents", severity: "down", surfaces: ["api"] } as const;
    expect(await countListeners(db(), { ...told, isOver: false }, null)).toEqual([{ count: 0 }]);
    expect(await selectQueue(db())).toMatchObject([{ due: 0 }]);
    const seen = { counts: [], surfaces: [], queue: { due: 0, oldest_due_at: null }, delays: { sent: 0 }, events: [] };
    expect(await readOutbox(outbox.context())).toMatchObject(seen);
    hook({});
    skip(1);
    await deliver();
    expect(await readOutbox(outbox.context())).toMatchObject(seen);
    await subscribe("a@example.com");
    await happen({ severity: "down" });
    await tick();
    await deliver();
    expect(outbox.postmark().taken.map(({ To }) => To)).toEqual(["a@example.com"]);
    expect(texts()).toEqual([opened("one")]);
    expect((await readOutbox(outbox.context())).counts).toEqual([{ channel: "email", state: "confirmed", count: 1 }]);
  });

  it("is left alone by the subscribers' sender, though a channel of its kind is configured", async () => {
    hook({});
    await raise("one");
    await deliverAlerts(outbox.context({ OPS_ALERT_WEBHOOK_URL: "https://hooks.example.com/nowhere" }));
    for (let minute = 0; minute < 5; minute++, skip(1)) await tick();
    expect(await rows("SELECT state, reason FROM notice_deliveries")).toEqual([{ state: "due", reason: "retried" }]);
  });
});

it("A message that was sent goes after seven days, one that waits never", async () => {
  hook({});
  await raise("sent");
  await deliver();
  hook({ status: 500 });
  await raise("waits");
  await deliver();
  const left = async () =>
    (await rows<{ text: string }>("SELECT content ->> 'text' AS text FROM notice_events")).map(({ text }) => text);
  await run(...deleteMessagesSentBefore(db(), now() - 7 * DAY_MS));
  expect(await left()).toHaveLength(2);
  skip((40 * DAY_MS) / 60_000);
  await run(...deleteEventsBefore(db(), now() - 30 * DAY_MS));
  expect(await left()).toHaveLength(2);
  await retainRecords(context());
  expect(await left()).toEqual(["[critical] waits is down"]);
  expect(await rows("SELECT state FROM notice_deliveries")).toEqual([{ state: "due" }]);
});

it("After a restore, an alert that has the number of one before is told as ever", async () => {
  hook({});
  await raise("before");
  await deliver();
  await close("before");
  await deliver();
  const [{ id = 0 } = {}] = await rows<{ id: number }>("SELECT id FROM ops_alerts WHERE alert_key = 'before'");
  await run(...emptyTables(db(), await selectDeleteTriggers(db())));
  await rows(`INSERT INTO ops_alerts (id, alert_key, severity, title, opened_at, updated_at)
    VALUES (${id}, 'restored', 'critical', 'restored is down', '2026-01-01', '2026-01-01')`);
  await close("restored");
  await deliver();
  expect(texts()).toEqual([opened("before"), resolved("before"), resolved("restored")]);
});
