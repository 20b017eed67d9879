import { expect, it } from "vitest";
import { OpsImportSubscribers } from "@/lib/schemas/ops-subscribers";
import { importSubscribers } from "@/lib/services/subscriptions/import-subscribers";
import { unsubscribe } from "@/lib/services/subscriptions/manage";
import { receiveBounce } from "@/lib/services/subscriptions/receive-bounce";
import { outboxForFile } from "./outbox";
import { peopleOf } from "./people";

const outbox = outboxForFile();
const { context, subscribe, rows } = outbox;
const { ADDRESS, confirmed } = peopleOf(outbox);

const operator = { kind: "person" as const, name: "ops@raxx.app", actor: "operator:ops@raxx.app", local: false };
let turn = 0;
const imported = async () => {
  const body = {
    csv: "Someone@Example.com\nnew@example.com\n",
    confirmed_before: true,
    request_id: `import-${turn++}`,
  };
  return (await importSubscribers(context(), operator, OpsImportSubscribers.parse(body))).result;
};
const suppressions = () => rows("SELECT reason FROM subscriber_suppressions");
const states = () => rows("SELECT state FROM subscribers");

it("Who has unsubscribed is not brought back by an import, and comes back by their own confirmation", async () => {
  await unsubscribe(context(), await subscribe(ADDRESS));
  expect(await suppressions()).toEqual([{ reason: "unsubscribed" }]);
  expect(await imported()).toEqual({ lines: 2, addresses: 2, already: 0, skipped: 1, left_out: {} });
  expect(await states()).toEqual([{ state: "confirmed" }]);
  await confirmed();
  expect(await states()).toEqual([{ state: "confirmed" }, { state: "confirmed" }]);
  expect(await suppressions()).toEqual([]);
});

it("A complaint after it holds for good, and of a webhook that is unsubscribed nothing stays", async () => {
  await unsubscribe(context(), await subscribe(ADDRESS));
  await receiveBounce(context(), { RecordType: "SpamComplaint", Email: ADDRESS });
  await unsubscribe(
    context(),
    await subscribe("https://hooks.example.com/x", { channel: "webhook", contact: ADDRESS }),
  );
  expect(await suppressions()).toEqual([{ reason: "complaint" }]);
});
