import { expect, it } from "vitest";
import { outboxForFile } from "./outbox";
import { peopleOf } from "./people";

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
