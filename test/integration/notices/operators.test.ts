import { expect, it } from "vitest";
import { OpsSubscribers } from "@/lib/schemas/ops-subscribers";
import { readOutbox, resendDeadLetters } from "@/lib/services/notices/outbox-for-operators";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { context, pass, skip, happen, subscribe, d1 } = outbox;
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
