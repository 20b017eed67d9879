import { expect, it } from "vitest";
import { SubscribeBody } from "@/lib/schemas/subscriptions";
import { signUp } from "@/lib/services/subscriptions/sign-up";
import { outboxForFile } from "./outbox";
import { peopleOf } from "./people";
import { BROWSER, VAPID } from "./world";

const outbox = outboxForFile();
const { rows, skip } = outbox;
const { signed } = peopleOf(outbox);

const count = async () => (await rows("SELECT id FROM subscribers")).length;

it("A network address signs up 200 times a day, through whatever channel, and is kept as a keyed hash alone", async () => {
  for (let i = 0; i < 200; i++)
    await signed(
      i % 2
        ? { email: `${i}@example.com` }
        : { channel: "webhook", url: `https://a.example/${i}`, email: "owner@example.com" },
    );
  await expect(signed({ email: "one@example.com" })).rejects.toMatchObject({ code: "too_many_requests" });
  expect(await count()).toBe(200);
  await signed({ email: "two@example.com" }, "192.0.2.2");
  expect(await count()).toBe(201);
  expect(JSON.stringify(await rows("SELECT * FROM subscriber_marks"))).not.toContain("192.0.2");
  skip(24 * 60 + 1);
  await signed({ email: "one@example.com" });
  expect(await count()).toBe(202);
});

it("Browsers that nothing was sent to yet are ten thousand at most; one that was sent something makes room for another", async () => {
  const browser = (name: string) => {
    const push = { endpoint: `https://fcm.googleapis.com/fcm/send/${name}`, keys: BROWSER };
    return signUp(outbox.context(VAPID), SubscribeBody.parse({ channel: "push", push }), "192.0.2.1");
  };
  await outbox
    .d1()
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
       INSERT INTO subscribers (channel, state, address_hash, sealed, language, kinds, next_attempt_at, created_at)
       SELECT 'push', 'confirmed', 'hash ' || i, '', 'en', '[]', '', '' FROM n`,
    )
    .run();
  await browser("last");
  expect(await count()).toBe(10_000);
  await expect(browser("beyond")).rejects.toMatchObject({ code: "too_many_requests" });
  expect(await count()).toBe(10_000);
  expect(await signed({ email: "one@example.com" })).toEqual({ result: "accepted" });
  await outbox.d1().prepare("UPDATE subscribers SET last_sent = '[1]' WHERE address_hash = 'hash 1'").run();
  await browser("beyond");
  expect(await count()).toBe(10_002);
});
