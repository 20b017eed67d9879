import { describe, expect, it } from "vitest";
import { confirm } from "@/lib/services/subscriptions/confirm";
import { receiveBounce } from "@/lib/services/subscriptions/receive-bounce";
import { outboxForFile } from "./outbox";
import { peopleOf } from "./people";

const outbox = outboxForFile();
const { context, pass, skip, happen, rows } = outbox;
const { signed, mailsTo, lastToken } = peopleOf(outbox);

describe("the contact of a webhook or chat", () => {
  const VICTIM = "victim@example.com";
  const hook = (n: number) => ({ channel: "webhook", url: `https://hooks.example.com/${n}`, email: VICTIM });

  it("gets three letters a day at most, whatever the URLs, and the mail form's among them", async () => {
    for (let i = 0; i < 5; i++) await signed(hook(i));
    await pass(1);
    await signed({ email: "VICTIM@example.com" });
    await pass(1);
    expect([...mailsTo(VICTIM), ...mailsTo("VICTIM@example.com")]).toHaveLength(3);
    skip(24 * 60);
    await signed(hook(9));
    await pass(1);
    expect(mailsTo(VICTIM)).toHaveLength(4);
  });

  it("still counts the letters that it got for a URL that names another contact since", async () => {
    for (let i = 0; i < 5; i++) {
      await signed(hook(i));
      await pass(1);
      await signed({ ...hook(i), email: `other${i}@example.com` });
      await pass(1);
    }
    expect(mailsTo(VICTIM)).toHaveLength(3);
  });

  it.each([
    { RecordType: "SpamComplaint", Email: "Victim@example.com" },
    { RecordType: "Bounce", Type: "HardBounce", Email: VICTIM },
  ])(
    "gets no letter any more after $RecordType, neither what is due nor of a new URL; a confirmed URL goes on",
    async (body) => {
      outbox.world().at("/hooks.example.com/1", {});
      await signed(hook(1));
      await pass(1);
      await confirm(context(), lastToken(VICTIM));
      await pass(1);
      await signed(hook(2));
      await signed(hook(1)); // would be a letter to manage
      expect(await receiveBounce(context(), body)).toEqual({ result: "suppressed" });
      await signed(hook(1));
      await signed(hook(3));
      await happen();
      await pass(1);
      expect(mailsTo(VICTIM)).toHaveLength(1);
      expect(await rows("SELECT channel, state FROM subscribers")).toEqual([
        { channel: "webhook", state: "confirmed" },
      ]);
      expect(JSON.parse(outbox.world().to("/hooks.example.com/1").at(-1)?.body ?? "null").type).toBe("notice");
    },
  );
});
