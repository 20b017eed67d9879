import { beforeEach, describe, expect, it } from "vitest";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { pass, skip, happen, subscribe, rows } = outbox;

const HOOK = "/hooks.example.com/in";
const HOOKED = { channel: "webhook", contact: "owner@example.com", secret: "whsec_AAAA" } as const;
const OFF = "Raxx's status can't be delivered to your webhook";

const ends = () => rows("SELECT state, failing_since IS NOT NULL AS failing FROM subscribers");
const pings = () =>
  rows("SELECT d.state FROM notice_deliveries d JOIN notice_events e ON e.id = event_id WHERE step = 'ping'");
const toOwner = () =>
  outbox
    .postmark()
    .to("owner@example.com")
    .map(({ Subject }) => Subject);
const bodies = () =>
  outbox
    .world()
    .to(HOOK)
    .map(({ body }) => JSON.parse(body).type);

/** Lets hours pass, with a tick twice in each. */
async function passHours(hours: number): Promise<void> {
  for (let i = 0; i < 2 * hours; i++) {
    skip(29);
    await pass(1);
  }
}

beforeEach(() => {
  outbox.world().asked.length = 0;
  outbox.world().at(HOOK, { status: 500 });
});

describe("a webhook that fails, and hears of nothing else", () => {
  it("is sent a ping once its notice has expired, and after three days it is off, and its contact hears", async () => {
    await subscribe(`https:/${HOOK}`, HOOKED);
    await happen();
    await passHours(7);
    expect(await ends()).toEqual([{ state: "confirmed", failing: 1 }]);
    expect(await pings()).toEqual([{ state: "due" }]);
    expect(bodies().at(-1)).toBe("ping");
    await passHours(64);
    expect(await ends()).toEqual([{ state: "confirmed", failing: 1 }]);
    expect(toOwner()).toEqual([]);
    await passHours(9);
    expect(await ends()).toMatchObject([{ state: "disabled" }]);
    expect(await pings()).toEqual([{ state: "failed" }]);
    expect(toOwner()).toEqual([OFF]);
  }, 120_000);

  it("is sent a ping each six hours, and at once with what else is due, whose own waits stay short", async () => {
    outbox.world().at(HOOK, { act: "drop" });
    await subscribe(`https:/${HOOK}`, HOOKED);
    await happen();
    await passHours(8);
    expect(bodies().at(-1)).toBe("ping");
    const before = bodies().length;
    await passHours(24);
    expect([3, 4]).toContain(bodies().length - before);
    expect(new Set(bodies().slice(before))).toEqual(new Set(["ping"]));
    skip(31);
    await happen({ subject: "incident:2" });
    await pass(1);
    expect(bodies().slice(-2).sort()).toEqual(["notice", "ping"]);
    await passHours(7);
    expect(await pings()).toHaveLength(1);
    expect(await ends()).toEqual([{ state: "confirmed", failing: 1 }]);
    await passHours(42);
    expect(await ends()).toMatchObject([{ state: "disabled" }]);
    expect(bodies().filter((type) => type === "ping").length).toBeLessThan(36);
  }, 120_000);

  it("is well again once it takes the ping, of which there is one", async () => {
    await subscribe(`https:/${HOOK}`, HOOKED);
    await happen();
    await passHours(9);
    outbox.world().at(HOOK, {});
    await passHours(6);
    expect(await ends()).toEqual([{ state: "confirmed", failing: 0 }]);
    expect(await pings()).toEqual([{ state: "sent" }]);
    const before = bodies().length;
    await passHours(7);
    expect(bodies()).toHaveLength(before);
  });

  it("is sent one too where its trouble is over before it was told", async () => {
    await subscribe(`https:/${HOOK}`, HOOKED);
    await happen();
    await pass(1);
    await happen({ revision: 2, step: "resolved", isOver: true });
    await passHours(1);
    expect(await pings()).toEqual([{ state: "due" }]);
    expect(await ends()).toEqual([{ state: "confirmed", failing: 1 }]);
  });
});

it("No ping goes to a webhook that is well, nor to mail", async () => {
  outbox.world().at(HOOK, {});
  await subscribe(`https:/${HOOK}`, HOOKED);
  await subscribe("a@example.com");
  await happen();
  await pass(1);
  outbox.postmark().fail(503);
  await happen({ revision: 2, step: "updated" });
  await passHours(7);
  expect(await pings()).toEqual([]);
  expect(await rows("SELECT DISTINCT reason FROM notice_deliveries WHERE state = 'failed'")).toEqual([
    { reason: "expired" },
  ]);
});
