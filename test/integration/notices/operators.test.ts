import { describe, expect, it } from "vitest";
import { insertLetter } from "@/db/queries/notice-events";
import { OpsSubscribers } from "@/lib/schemas/ops-subscribers";
import { readOutbox, resendDeadLetters } from "@/lib/services/notices/outbox-for-operators";
import { intercepted } from "../../support/database";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { context, pass, skip, happen, subscribe, rows, d1 } = outbox;
const operator = { kind: "person" as const, name: "ops@raxx.app", actor: "operator:ops@raxx.app", local: false };

it("Operators see counts and what became of each notice, and no address; dead letters are sent again while they are news", async () => {
  await subscribe("a@example.com");
  await subscribe("bad@example.com");
  outbox.postmark().answerWith("bad@example.com", 300);
  await happen();
  await pass(1);
  const seen = OpsSubscribers.parse(await readOutbox(context()));
  expect(seen).toMatchObject({
    counts: [{ channel: "email", state: "confirmed", count: 2 }],
    surfaces: [{ surface_id: null, count: 2 }],
    queue: { due: 0, oldest_due_at: null },
    delays: { sent: 1 },
    events: [{ subject: "incident:1", step: "opened", deliveries: { sent: 1, refused: 1 } }],
  });
  expect(JSON.stringify(seen)).not.toContain("example.com");
  outbox.postmark().answerWith("bad@example.com", 0);
  await resendDeadLetters(context(), operator, { request_id: undefined });
  await pass(1);
  expect(outbox.postmark().to("bad@example.com")).toHaveLength(1);
  expect((await readOutbox(context())).events[0]?.deliveries).toEqual({ sent: 2 });
  await d1().prepare("UPDATE notice_deliveries SET state = 'failed', sent_at = NULL").run();
  skip(7 * 60);
  await resendDeadLetters(context(), operator, { request_id: undefined });
  await pass(1);
  expect((await readOutbox(context())).events[0]?.deliveries).toEqual({ expired: 2 });
  expect(outbox.postmark().taken).toHaveLength(2);
});

describe("dead letters that are sent again", () => {
  const resend = () => resendDeadLetters(context(), operator, { request_id: undefined });
  const refused = async (name: string) => {
    await subscribe(`${name}@example.com`);
    outbox.postmark().answerWith(`${name}@example.com`, 300);
    await subscribe("other@example.com"); // a batch of one mail that is refused is as one whose sender is
  };
  const told = (name: string) => {
    outbox.postmark().answerWith(`${name}@example.com`, 0);
    return outbox
      .postmark()
      .to(`${name}@example.com`)
      .map(({ TextBody }) => /Note of (\w+)/.exec(TextBody)?.[1]);
  };
  const dead = () => rows("SELECT reason FROM notice_deliveries WHERE state = 'failed'");

  it("tell of no trouble that is over, of which its subscriber has no other event", async () => {
    await refused("a");
    await happen();
    await pass(1);
    await happen({ revision: 2, step: "resolved", isOver: true });
    await pass(1);
    expect(told("a")).toEqual([]);
    await resend();
    await pass(1);
    expect(told("a")).toEqual([]);
    expect(await dead()).toEqual([{ reason: "refused" }]);
  });

  it("tell of trouble that lasts, and of an end that nothing follows", async () => {
    await refused("b");
    await happen();
    await happen({ revision: 2, step: "updated" });
    await pass(1);
    told("b");
    await resend();
    await pass(1);
    expect(told("b")).toHaveLength(1);
    outbox.postmark().answerWith("b@example.com", 300);
    await happen({ revision: 3, step: "resolved", isOver: true });
    await pass(1);
    told("b");
    await resend();
    await pass(1);
    expect(told("b").at(-1)).toBe("3");
  });

  it("are no letters of over a day, and nothing to who is not told any more, not yet again, or has left", async () => {
    await subscribe("c@example.com");
    const [row] = await rows<{ id: number }>("SELECT id FROM subscribers");
    const letter = { to: { id: row?.id ?? 0 }, letter: "manage" } as const;
    await outbox.run(...insertLetter(outbox.db(), letter, outbox.now()));
    await d1().prepare("UPDATE notice_deliveries SET state = 'failed', reason = 'refused'").run();
    skip(23 * 60);
    await resend();
    await pass(1);
    expect(outbox.postmark().to("c@example.com")).toHaveLength(1);
    await d1().prepare("UPDATE notice_deliveries SET state = 'failed', reason = 'refused'").run();
    skip(60);
    await resend();
    await pass(1);
    expect(outbox.postmark().to("c@example.com")).toHaveLength(1);
    await happen();
    await pass(1);
    await d1().prepare("UPDATE notice_deliveries SET state = 'failed', reason = 'disabled'").run();
    const before = await dead();
    const setState = (state: string) => `UPDATE subscribers SET state = '${state}'`;
    for (const change of [setState("disabled"), setState("pending"), "DELETE FROM subscribers"]) {
      await d1().prepare(change).run();
      await resend();
      expect(await dead()).toEqual(before);
    }
  });
});

it("Nothing is due to subscribers who are no more, and operators see no queue of theirs", async () => {
  const queue = async () => (await readOutbox(context())).queue.due;
  await subscribe("gone@example.com");
  await d1().prepare("UPDATE subscribers SET state = 'pending'").run();
  const [row] = await rows<{ id: number }>("SELECT id FROM subscribers");
  await outbox.run(...insertLetter(outbox.db(), { to: { id: row?.id ?? 0 }, letter: "confirm" }, outbox.now()));
  outbox.postmark().fail(503);
  await pass(1);
  expect(await queue()).toBe(1);
  skip(49 * 60 - 2); // to the full hour
  await pass(1);
  expect(await rows("SELECT id FROM subscribers")).toEqual([]);
  expect(await queue()).toBe(0);
});

it("What is due to an address that is gone is due no more, though it was not tried", async () => {
  await subscribe("x@example.com");
  outbox.postmark().answerWith("x@example.com", 406);
  await happen();
  const late = intercepted(d1(), async (run, queries) => {
    const result = await run();
    const isPlanned = queries.some(
      (query) =>
        query.includes('FROM "notice_deliveries" inner join') || query.includes('from "notice_deliveries" inner join'),
    );
    if (isPlanned) await addDue();
    return result;
  });
  skip(1);
  await outbox.tick({ DB: late });
  expect(await rows("SELECT id FROM subscribers")).toEqual([]);
  expect((await readOutbox(context())).queue.due).toBe(0);
});

/** Another event that the tick has not read: it is fanned out while its subscriber is served. */
async function addDue(): Promise<void> {
  await happen({ subject: "incident:2" });
  await d1()
    .prepare(
      `INSERT INTO notice_deliveries (event_id, subscriber_id, due_at)
       SELECT e.id, s.id, e.at FROM notice_events e JOIN subscribers s WHERE e.subject = 'incident:2' ON CONFLICT DO NOTHING`,
    )
    .run();
}
