import { describe, expect, it } from "vitest";
import { insertLetter } from "@/db/queries/notice-events";
import { DISABLED_AFTER_MS } from "@/lib/core/notices/channels";
import { headerOf } from "../../fakes/postmark";
import { intercepted } from "../../support/database";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { tick, pass, skip, happen, subscribe, rows } = outbox;

const mails = () => outbox.postmark().taken.map(({ To, TextBody }) => `${To}: ${/Note of (\w+)/.exec(TextBody)?.[1]}`);
const alerts = () =>
  rows("SELECT title, closed_at IS NOT NULL AS closed FROM ops_alerts WHERE alert_key = 'notices:late'");
const states = () => rows<{ state: string; reason: string | null }>("SELECT state, reason FROM notice_deliveries");

describe("an event", () => {
  it("is mailed once to each subscriber, however many ticks there are at once", async () => {
    await subscribe("a@example.com");
    await subscribe("b@example.com");
    await happen();
    await Promise.all([tick(), tick(), tick()]);
    await pass(3);
    expect(mails().sort()).toEqual(["a@example.com: opened", "b@example.com: opened"]);
    const [mail] = outbox.postmark().taken;
    expect(mail && headerOf(mail, "List-Unsubscribe")).toMatch(
      /^<https:\/\/status\.raxx\.app\/unsubscribe\?token=[\w-]{43}>$/,
    );
  });

  it("that is older than six hours is told to nobody, and a recovery of which the trouble was not told neither", async () => {
    await subscribe("a@example.com");
    await happen({ at: outbox.now() - 6 * 3_600_000 - 1 });
    await happen({ subject: "incident:2" });
    await happen({ subject: "incident:2", revision: 2, step: "resolved", isOver: true });
    await pass(3);
    expect(mails()).toEqual([]);
    expect(await states()).toEqual(Array(2).fill({ state: "skipped", reason: "recovered" }));
  });

  it("is told with its end to those who were told of it", async () => {
    await subscribe("a@example.com");
    await happen();
    await pass(1);
    await subscribe("late@example.com");
    await happen({ revision: 2, step: "resolved", isOver: true });
    await pass(1);
    expect(mails()).toEqual(["a@example.com: opened", "a@example.com: resolved"]);
  });
});

describe("what fails", () => {
  it("is tried again later and later, until it is taken, and then as one message of what holds", async () => {
    await subscribe("a@example.com");
    await happen();
    outbox.postmark().fail(503);
    const before = outbox.postmark().server.asked.length;
    await pass(20);
    expect(await alerts()).toEqual([{ title: expect.stringContaining("waited for a notice"), closed: 0 }]);
    expect([4, 5]).toContain(outbox.postmark().server.asked.length - before); // after 0, 1, 3, 7 and 15 minutes
    await happen({ revision: 2, step: "updated" });
    outbox.postmark().fail(null);
    await pass(30);
    expect(mails()).toEqual(["a@example.com: opened"]);
    expect(outbox.postmark().taken[0]?.TextBody).toContain("Note of updated");
    expect(await states()).toEqual(Array(2).fill({ state: "sent", reason: null }));
    expect(await alerts()).toMatchObject([{ closed: 1 }]);
  });

  it("for one mail of a batch fails for that one alone; an inactive address is deleted, and its hash stays", async () => {
    await Promise.all(["a", "gone", "b"].map((name) => subscribe(`${name}@example.com`)));
    outbox.postmark().answerWith("gone@example.com", 406);
    await happen();
    await pass(1);
    expect(mails().sort()).toEqual(["a@example.com: opened", "b@example.com: opened"]);
    expect(await rows("SELECT id FROM subscribers")).toHaveLength(2);
    expect(await rows("SELECT reason FROM subscriber_suppressions")).toEqual([{ reason: "inactive" }]);
    expect(await rows("SELECT reason FROM notice_deliveries WHERE state = 'failed'")).toEqual([{ reason: "gone" }]);
  });

  const HOOK = "/hooks.example.com/in";
  const HOOKED = { channel: "webhook", contact: "owner@example.com", secret: "whsec_AAAA" } as const;
  const ends = () => rows("SELECT state, failing_since IS NOT NULL AS failing FROM subscribers");
  const toOwner = () =>
    outbox
      .postmark()
      .to("owner@example.com")
      .map(({ Subject }) => Subject);
  const OFF = "Raxx's status can't be delivered to your webhook";

  it("for three days at somebody's webhook, without a break, turns it off, and its contact hears", async () => {
    await subscribe(`https:/${HOOK}`, HOOKED);
    outbox.world().at(HOOK, { status: 500 });
    for (let hours = 0; hours < DISABLED_AFTER_MS / 3_600_000; hours += 4) {
      await happen({ subject: `incident:${hours + 1}` });
      await pass(1);
      expect(await ends()).toEqual([{ state: "confirmed", failing: 1 }]);
      skip(4 * 60 - 1);
    }
    skip(60);
    await pass(2);
    expect(await ends()).toMatchObject([{ state: "disabled" }]);
    expect(toOwner()).toEqual([OFF]);
  });

  it("at a webhook once, and days later once more, leaves it on", async () => {
    await subscribe(`https:/${HOOK}`, HOOKED);
    for (const days of [0, 3, 6]) {
      outbox.world().at(HOOK, { status: 500 });
      const subject = `incident:${days}`;
      await happen({ subject });
      await pass(1);
      await outbox.d1().prepare("UPDATE notice_deliveries SET state = 'skipped' WHERE state = 'due'").run();
      skip(3 * 24 * 60);
    }
    expect(await ends()).toMatchObject([{ state: "confirmed" }]);
    await happen({ subject: "incident:9" });
    await pass(1);
    skip(6 * 60);
    await pass(1);
    expect(await states()).toContainEqual({ state: "failed", reason: "expired" });
    outbox.world().at(HOOK, {});
    skip(6 * 60);
    await pass(1);
    expect(await ends()).toEqual([{ state: "confirmed", failing: 0 }]);
  });

  it("of a webhook's letters by mail is none of the webhook's failures, and is tried again", async () => {
    await subscribe(`https:/${HOOK}`, HOOKED);
    const [row] = await rows<{ id: number }>("SELECT id FROM subscribers");
    const write = () =>
      outbox.run(...insertLetter(outbox.db(), { to: { id: row?.id ?? 0 }, letter: "manage" }, outbox.now()));
    await write();
    outbox.postmark().answerWith("owner@example.com", 406);
    await pass(1);
    expect(await ends()).toEqual([{ state: "confirmed", failing: 0 }]);
    outbox.postmark().answerWith("owner@example.com", 0);
    outbox.postmark().fail(503);
    await write();
    await pass(1);
    expect(await ends()).toEqual([{ state: "confirmed", failing: 0 }]);
    outbox.world().at(HOOK, {});
    const before = outbox.world().to(HOOK).length;
    await happen();
    await pass(1);
    expect(outbox.world().to(HOOK)).toHaveLength(before + 1);
    outbox.postmark().fail(null);
    await pass(4);
    expect(toOwner()).toHaveLength(1);
  });

  it("of the letter that says that an end is off is tried again until it is taken", async () => {
    await subscribe(`https:/${HOOK}`, HOOKED);
    outbox.world().at(HOOK, { status: 410 });
    outbox.postmark().fail(503);
    await happen();
    await pass(4);
    expect(await ends()).toMatchObject([{ state: "disabled" }]);
    outbox.postmark().fail(null);
    await pass(8);
    expect(toOwner()).toEqual([OFF]);
  });
});

it("An hour's figures that can't be counted cost no notice", async () => {
  await subscribe("a@example.com");
  await happen();
  const failing = intercepted(outbox.d1(), async (run, queries) => {
    if (queries.some((query) => query.includes("julianday"))) throw new Error("D1 took too long");
    return run();
  });
  await tick({ DB: failing }).catch(() => undefined);
  expect(mails()).toEqual(["a@example.com: opened"]);
});

it("An event that can't be read is told to nobody, and holds up nothing else", async () => {
  await subscribe("a@example.com");
  await happen();
  await outbox.d1().prepare(`UPDATE notice_events SET content = '{"title": 1}'`).run();
  await happen({ subject: "incident:2" });
  await pass(1);
  expect(outbox.postmark().taken.map(({ Subject }) => Subject)).toEqual(["Incident: Title of incident:2"]);
  expect(await rows("SELECT reason FROM notice_deliveries WHERE state = 'failed'")).toEqual([{ reason: "refused" }]);
});

it("A webhook gets what was signed with its own secret, and the same id where it is repeated", async () => {
  const end = {
    channel: "webhook",
    contact: "owner@example.com",
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  } as const;
  await subscribe("https://hooks.example.com/in", end);
  outbox.world().at("/hooks.example.com/in", { status: 503 });
  await happen();
  await pass(1);
  outbox.world().at("/hooks.example.com/in", {});
  await pass(5);
  const asked = outbox.world().to("/hooks.example.com/in").slice(-2);
  expect(new Set(asked.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(JSON.parse(asked[1]?.body ?? "null")).toMatchObject({
    type: "notice",
    data: { events: [{ subject: "incident:1", revision: 1, step: "opened" }] },
  });
});

it("Above ten messages in an hour everything is one digest, and nothing is lost", async () => {
  await subscribe("a@example.com");
  for (let i = 1; i <= 14; i++) {
    await happen({ subject: `incident:${i}` });
    await pass(1);
  }
  expect(outbox.postmark().taken).toHaveLength(10);
  await pass(60);
  const digest = outbox.postmark().taken.at(-1);
  expect(outbox.postmark().taken).toHaveLength(11);
  expect(digest?.Subject).toBe("4 status updates");
  for (const i of [11, 12, 13, 14]) expect(digest?.TextBody).toContain(`Title of incident:${i}`);
});

it("A tick that dies at any of its steps loses nothing, and repeats one message at most", async () => {
  const faults: unknown[] = [];
  for (let step = 0; step < 14; step++)
    for (const when of ["before", "after"] as const) {
      const name = `s${step}-${when}@example.com`;
      await subscribe(name);
      const subject = `incident:${step}${when}`;
      await happen({ subject });
      let call = 0;
      const dying = intercepted(outbox.d1(), async (run) => {
        if (call === step && when === "before") call = Number.POSITIVE_INFINITY;
        if (call > step) throw new Error("the process is gone");
        const result = await run();
        if (call++ === step) throw new Error("the process is gone");
        return result;
      });
      await tick({ DB: dying }).catch(() => undefined);
      await pass(4);
      const got = outbox
        .postmark()
        .to(name)
        .filter(({ Subject }) => Subject.endsWith(subject)).length;
      if (got < 1 || got > 2) faults.push({ step, when, got });
      await outbox
        .d1()
        .batch(
          ["subscribers", "notice_events", "notice_deliveries"].map((t) => outbox.d1().prepare(`DELETE FROM ${t}`)),
        );
    }
  expect(faults).toEqual([]);
});
