import { expect, it } from "vitest";
import { OpsSubscribers } from "@/lib/schemas/ops-subscribers";
import { readOutbox, resendDeadLetters } from "@/lib/services/notices/outbox-for-operators";
import { importSubscribers } from "@/lib/services/subscriptions/import-subscribers";
import { receiveBounce } from "@/lib/services/subscriptions/receive-bounce";
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

it("A list of another status page is subscribed once, but for who is suppressed; the log has numbers and no address", async () => {
  await subscribe("known@example.com");
  await receiveBounce(context(), { RecordType: "SpamComplaint", Email: "angry@example.com" });
  const csv =
    'Type,Email,Quarantined\r\nemail,"new@example.com",false\nemail,known@example.com,\nemail,angry@example.com,\nsms,+1555,\n';
  const body = { csv, language: "en" as const, confirmed_before: true as const, request_id: "import-0001" };
  const { result } = await importSubscribers(context(), operator, body);
  expect(result).toEqual({ lines: 5, addresses: 3, without: 2, skipped: 1 });
  expect((await importSubscribers(context(), operator, body)).replayed).toBe(true);
  await happen();
  await pass(1);
  expect(
    outbox
      .postmark()
      .taken.map(({ To }) => To)
      .sort(),
  ).toEqual(["known@example.com", "new@example.com"]);
  const log = JSON.stringify(await rows("SELECT asked, result FROM operator_actions"));
  expect(log).toContain("addresses");
  expect(log).not.toContain("example.com");
});
