import { describe, expect, it } from "vitest";
import { selectDelays } from "@/db/queries/notice-delays";
import { claimSubscribers, selectDue, selectTold, settleAttempt, skipDue } from "@/db/queries/notice-deliveries";
import { deleteEventsBefore, insertEvent, insertLetter, silenceWindow } from "@/db/queries/notice-events";
import { fanOut, selectPageEnd, selectWaitingEvents } from "@/db/queries/notice-fan-out";
import { deleteSubscriber } from "@/db/queries/subscribers";
import { DAY_MS, event, fanOutAll, NOW, noticesForFile } from "./world";

const notices = noticesForFile();
const { db, d1, run, rows, add } = notices;

const names = async (subject: string, revision: number): Promise<string[]> => {
  const found = await rows<{
    name: string;
  }>(`SELECT s.sealed AS name FROM notice_deliveries d JOIN notice_events e ON e.id = d.event_id
     JOIN subscribers s ON s.id = d.subscriber_id WHERE e.subject = '${subject}' AND e.revision = ${revision} ORDER BY s.id`);
  return found.map(({ name }) => name.replace("sealed ", ""));
};

describe("an event's fan-out", () => {
  it("reaches whose choices fit it: kind, surfaces, severity, and confirmed", async () => {
    await add("all");
    await add("api", { surfaces: ["api", "web"] });
    await add("web", { surfaces: ["web"] });
    await add("outages", { leastSeverity: "down" });
    await add("maintenance", { kinds: ["maintenance"] });
    await add("pending", { state: "pending" });
    await run(insertEvent(db(), event(), NOW));
    await run(insertEvent(db(), event({ revision: 2, severity: "down" }), NOW));
    await run(insertEvent(db(), event({ subject: "window:1", kind: "maintenance", severity: null }), NOW));
    await fanOutAll(notices);
    expect(await names("incident:1", 1)).toEqual(["all", "api"]);
    expect(await names("incident:1", 2)).toEqual(["all", "api", "outages"]);
    expect(await names("window:1", 1)).toEqual(["all", "api", "outages", "maintenance"]);
  });

  it("of an end reaches those alone who have an event of its subject, whatever they chose of severity since", async () => {
    await add("told", { leastSeverity: "down" });
    await run(insertEvent(db(), event({ severity: "down" }), NOW));
    await fanOutAll(notices);
    await add("late");
    await run(insertEvent(db(), event({ revision: 2, severity: "degraded", step: "updated" }), NOW));
    await run(insertEvent(db(), event({ revision: 3, step: "resolved", isOver: true }), NOW));
    await fanOutAll(notices);
    expect(await names("incident:1", 2)).toEqual(["told", "late"]);
    expect(await names("incident:1", 3)).toEqual(["told", "late"]);
  });

  it("reaches who was told of the subject whatever they chose since, until it is over; then by choice again", async () => {
    await add("told", { kinds: ["measured"] });
    const outage = event({ subject: "surface:api", kind: "measured", severity: "down" });
    await run(insertEvent(db(), outage, NOW));
    await fanOutAll(notices);
    await d1().prepare(`UPDATE subscribers SET kinds = '["incidents"]'`).run();
    await add("fits", { kinds: ["measured"] });
    await run(insertEvent(db(), { ...outage, revision: 2, step: "updated" }, NOW));
    await run(insertEvent(db(), { ...outage, revision: 3, step: "resolved", isOver: true }, NOW));
    await run(insertEvent(db(), { ...outage, revision: 4 }, NOW));
    await run(insertEvent(db(), { ...outage, revision: 5, step: "resolved", isOver: true }, NOW));
    await fanOutAll(notices);
    expect(await names("surface:api", 2)).toEqual(["told", "fits"]);
    expect(await names("surface:api", 3)).toEqual(["told", "fits"]);
    expect(await names("surface:api", 4)).toEqual(["fits"]);
    expect(await names("surface:api", 5)).toEqual(["fits"]);
  });

  it("leaves out an event that is not described yet, by itself too", async () => {
    await add("a");
    await run(insertEvent(db(), event({ content: {} }), NOW));
    expect(await selectWaitingEvents(db())).toEqual([]);
    const [row] = await rows<{ id: number }>("SELECT id FROM notice_events");
    await run(...fanOut(db(), { eventId: row?.id ?? 0, from: 0, to: 1_000_000 }, NOW));
    expect(await rows("SELECT * FROM notice_deliveries")).toEqual([]);
    expect(await rows("SELECT cursor FROM notice_events")).toEqual([{ cursor: 0 }]);
  });

  it("inserts nothing twice, neither an event nor a page that another tick has done", async () => {
    await Promise.all(["a", "b", "c"].map((name) => add(name)));
    await run(insertEvent(db(), event(), NOW));
    await run(insertEvent(db(), event({ content: { other: true } }), NOW + 1));
    const waiting = await selectWaitingEvents(db());
    expect(waiting).toHaveLength(1);
    const [{ id = 0 } = {}] = waiting;
    const [first] = await selectPageEnd(db(), 0, 2);
    const page = { eventId: id, from: 0, to: first?.end ?? 0 };
    await run(...fanOut(db(), page, NOW));
    await run(...fanOut(db(), page, NOW));
    await run(...fanOut(db(), { ...page, to: page.to + 5 }, NOW));
    expect(await rows("SELECT * FROM notice_deliveries")).toHaveLength(2);
    await fanOutAll(notices);
    expect(await rows("SELECT * FROM notice_deliveries")).toHaveLength(3);
  });
});

describe("a claim", () => {
  const claim = (now = NOW, limit = 10) =>
    claimSubscribers(db(), { now, leaseUntil: now + 120_000, channels: ["email"], limit });

  it("leaves a subscriber to one tick, counts the attempt, and ends by itself", async () => {
    await Promise.all(["a", "b"].map((name) => add(name)));
    await add("hook", { channel: "webhook" });
    await run(insertEvent(db(), event(), NOW));
    await fanOutAll(notices);
    const [one, other] = [await claim(NOW, 1), await claim()];
    expect([...one, ...other].map(({ sealed, attempts }) => [sealed, attempts])).toEqual([
      ["sealed a", 1],
      ["sealed b", 1],
    ]);
    expect(await claim()).toEqual([]);
    expect((await claim(NOW + 120_000)).map(({ attempts }) => attempts)).toEqual([2, 2]);
  });

  it("finds everything that is due, and what was told before", async () => {
    await add("a");
    await run(insertEvent(db(), event(), NOW));
    await fanOutAll(notices);
    const [claimed] = await claim();
    const id = claimed?.id ?? 0;
    const due = await selectDue(db(), [id]);
    expect(due.map(({ event: { subject } }) => subject)).toEqual(["incident:1"]);
    const eventId = due[0]?.event.id ?? 0;
    const settled = { eventId, subscriberId: id, state: "sent" as const, reason: null, dueAt: null };
    const after = {
      id,
      was: claimed?.state ?? "confirmed",
      state: "confirmed" as const,
      attempts: 0,
      nextAttemptAt: NOW,
      failingSince: null,
      lastSent: [NOW],
    };
    await run(...settleAttempt(db(), { deliveries: [settled], attempted: [after] }, NOW + 30_000));
    expect(await selectDue(db(), [id])).toEqual([]);
    expect(await selectTold(db(), [id], ["incident:1", "incident:2"])).toEqual([
      { subscriberId: id, subject: "incident:1", id: eventId, isOver: 0 },
    ]);
    expect(await rows("SELECT attempts, last_sent, failing_since FROM subscribers")).toEqual([
      { attempts: 0, last_sent: `[${NOW}]`, failing_since: null },
    ]);
    expect(await selectDelays(db(), NOW - DAY_MS)).toEqual([{ sent: 1, p50: 30_000, p95: 30_000 }]);
    await run(...settleAttempt(db(), { deliveries: [{ ...settled, state: "failed" }], attempted: [] }, NOW));
    expect(await rows("SELECT state FROM notice_deliveries")).toEqual([{ state: "sent" }]);
  });

  it("of somebody who has left finds nothing, and what was due is skipped", async () => {
    await add("a");
    await run(insertEvent(db(), event(), NOW));
    await fanOutAll(notices);
    const [row] = await rows<{ id: number }>("SELECT id FROM subscribers");
    await run(skipDue(db(), row?.id ?? 0, "unsubscribed"), ...deleteSubscriber(db(), row?.id ?? 0));
    expect(await claim()).toEqual([]);
    expect(await rows("SELECT state, reason FROM notice_deliveries")).toEqual([
      { state: "skipped", reason: "unsubscribed" },
    ]);
  });
});

it("What an attempt came to is written by statements of which no value passes a megabyte", () => {
  const row = { state: "sent" as const, reason: null, dueAt: null };
  const deliveries = Array.from({ length: 30_000 }, (_, i) => ({ ...row, eventId: 100_000 + i, subscriberId: 1 }));
  const written = settleAttempt(db(), { deliveries, attempted: [] }, NOW).map(
    (each) => (each as unknown as { _prepare(): { getQuery(): { params: unknown[] } } })._prepare().getQuery().params,
  );
  const values = written.flat().filter((value) => typeof value === "string");
  expect(Math.max(...values.map((value) => new TextEncoder().encode(value).length))).toBeLessThanOrEqual(1_000_000);
  expect(values.join("").split('"eventId"')).toHaveLength(30_001);
});

it("A window that is told to nobody stays so until it is over, however far ahead it is", async () => {
  const old = NOW - 40 * DAY_MS;
  const plan = (endsAt: number) =>
    d1()
      .prepare(
        `INSERT INTO maintenance_windows (id, starts_at, ends_at, public_note, actor, created_at, updated_at)
         VALUES ('win_far', ?1, ?2, 'We move.', 'test', ?1, ?1) ON CONFLICT DO UPDATE SET ends_at = ?2`,
      )
      .bind(new Date(old).toISOString(), new Date(endsAt).toISOString())
      .run();
  await plan(NOW + 10 * DAY_MS);
  await run(silenceWindow(db(), "win_far", old));
  await run(...deleteEventsBefore(db(), NOW - 30 * DAY_MS));
  expect(await rows("SELECT subject FROM notice_events")).toEqual([{ subject: "window:win_far" }]);
  await plan(NOW - 31 * DAY_MS);
  await run(...deleteEventsBefore(db(), NOW - 30 * DAY_MS));
  expect(await rows("SELECT subject FROM notice_events")).toEqual([]);
});

it("Of a subject that goes on, what was over thirty days ago is deleted too", async () => {
  await add("a", { kinds: ["measured"] });
  const old = NOW - 40 * DAY_MS;
  const outage = event({ subject: "surface:api", kind: "measured", severity: "down", at: old });
  await run(
    insertEvent(db(), outage, old),
    insertEvent(db(), { ...outage, revision: 2, step: "resolved", isOver: true }, old),
    insertEvent(db(), { ...outage, revision: 3 }, old + DAY_MS),
    insertEvent(db(), { ...outage, revision: 4, step: "updated" }, NOW),
  );
  await fanOutAll(notices);
  await run(...deleteEventsBefore(db(), NOW - 30 * DAY_MS));
  expect(await rows("SELECT revision FROM notice_events ORDER BY id")).toEqual([{ revision: 3 }, { revision: 4 }]);
  expect(await rows("SELECT event_id FROM notice_deliveries")).toHaveLength(2);
});

it("What was over thirty days ago is deleted; what lasts stays, with who was told of it", async () => {
  await add("a");
  const old = NOW - 40 * DAY_MS;
  await run(
    insertEvent(db(), event({ at: old }), old),
    insertEvent(db(), event({ subject: "incident:2", at: old }), old),
    insertEvent(db(), event({ subject: "incident:2", revision: 2, isOver: true, step: "resolved", at: old }), old),
    ...insertLetter(db(), { to: { addressHash: "hash of a" }, letter: "manage" }, old),
  );
  await fanOutAll(notices);
  expect(await rows("SELECT * FROM notice_deliveries")).toHaveLength(4);
  await run(...deleteEventsBefore(db(), NOW - 30 * DAY_MS));
  expect(await rows("SELECT subject FROM notice_events")).toEqual([{ subject: "incident:1" }]);
  expect(await rows("SELECT event_id FROM notice_deliveries")).toHaveLength(1);
});
