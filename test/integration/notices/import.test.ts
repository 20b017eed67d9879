import { expect, it } from "vitest";
import { OpsImported, OpsImportPreview, OpsImportSubscribers } from "@/lib/schemas/ops-subscribers";
import { actOnce } from "@/lib/services/operators/run-and-acknowledge";
import { importSubscribers, previewImport } from "@/lib/services/subscriptions/import-subscribers";
import { receiveBounce } from "@/lib/services/subscriptions/receive-bounce";
import { outboxForFile } from "./outbox";

const outbox = outboxForFile();
const { context, pass, happen, subscribe, rows, d1 } = outbox;
const operator = { kind: "person" as const, name: "ops@raxx.app", actor: "operator:ops@raxx.app", local: false };

const EXPORT = `\uFEFFMode,Email,State,Quarantined at,Components
email,"new@example.com",active,,
email,api@example.com,active,,API Service; Fax
email,fax@example.com,active,,Fax
email,known@example.com,active,,api-service
email,angry@example.com,active,,
email,pending@example.com,unconfirmed,,
email,bounced@example.com,active,2026-01-02T00:00:00Z,
sms,,active,,
webhook,hook@example.com,active,,
`.replaceAll("\n", "\r\n");

const LEFT_OUT = { unknown_components: 1, unconfirmed: 1, quarantined: 1, not_mail: 2 };

let turn = 0;
const toBody = (csv: string, more: object = {}) =>
  OpsImportSubscribers.parse({ csv, confirmed_before: true, request_id: `import-${turn++}`, ...more });
const subscribers = () =>
  rows<{ state: string; surfaces: string }>(
    "SELECT state, surfaces, language FROM subscribers WHERE id > 0 ORDER BY id",
  );

it("Of Statuspage's export those are subscribed who were active there, each to what they had chosen; a preview says so before, and stores nothing", async () => {
  await subscribe("known@example.com");
  await receiveBounce(context(), { RecordType: "SpamComplaint", Email: "angry@example.com" });
  const counts = { lines: 9, addresses: 4, already: 1, skipped: 1, left_out: LEFT_OUT };
  const body = toBody(EXPORT, { language: "de" });
  expect(OpsImportPreview.parse(await previewImport(context(), body))).toEqual({
    ...counts,
    columns: { read: ["Mode", "Email", "State", "Quarantined at", "Components"], ignored: [] },
    unknown_components: [{ name: "Fax", people: 2 }],
  });
  expect(await subscribers()).toHaveLength(1);
  const { result } = await importSubscribers(context(), operator, body);
  expect(OpsImported.parse(result)).toEqual(counts);
  expect(await subscribers()).toEqual([
    { state: "confirmed", surfaces: "[]", language: "en" },
    { state: "confirmed", surfaces: "[]", language: "de" },
    { state: "confirmed", surfaces: '["api-service"]', language: "de" },
  ]);
});

it("An import that is sent twice is done once, and one of the same list changes nothing", async () => {
  const body = toBody(EXPORT);
  await importSubscribers(context(), operator, body);
  const before = await rows("SELECT * FROM subscribers ORDER BY id");
  expect((await importSubscribers(context(), operator, body)).replayed).toBe(true);
  const { result } = await importSubscribers(context(), operator, toBody(EXPORT, { language: "fr" }));
  expect(result).toMatchObject({ addresses: 4, already: 4, skipped: 0 });
  expect(await rows("SELECT * FROM subscribers ORDER BY id")).toEqual(before);
});

it("An import that broke off half-way is run again under its request id; with another list that id is refused", async () => {
  const csv = Array.from({ length: 600 }, (_, i) => `p${i}@example.com`).join("\n");
  const body = toBody(csv);
  await d1()
    .prepare(
      "CREATE TRIGGER broken BEFORE INSERT ON subscribers WHEN (SELECT count(*) FROM subscribers) > 550 BEGIN SELECT RAISE(ABORT, 'broken'); END",
    )
    .run();
  await expect(importSubscribers(context(), operator, body)).rejects.toThrow();
  await d1().prepare("DROP TRIGGER broken").run();
  expect(await subscribers()).toHaveLength(500);
  await expect(importSubscribers(context(), operator, { ...body, csv: "other@example.com" })).rejects.toMatchObject({
    code: "request_id_used",
  });
  const again = await Promise.all([1, 2].map(() => importSubscribers(context(), operator, body)));
  expect(again).toMatchObject([{ result: { addresses: 600 } }, { result: { addresses: 600 } }]);
  expect(await subscribers()).toHaveLength(600);
  expect(await rows("SELECT hash FROM subscriber_tokens")).toHaveLength(600);
  expect((await importSubscribers(context(), operator, body)).replayed).toBe(true);
}, 30_000);

it("An action whose result is not known, and that is not to be run again, is a conflict that says what to do", async () => {
  const request = { action: "test", asked: {}, requestId: "broke-off-once" };
  await expect(actOnce(context(), operator, request, () => Promise.reject(new Error("died")))).rejects.toThrow("died");
  await expect(actOnce(context(), operator, request, () => Promise.resolve(1))).rejects.toMatchObject({
    code: "request_id_used",
    message: expect.stringContaining("a new request_id"),
  });
  const done = { ...request, requestId: "without-a-result" };
  for (const replayed of [false, true])
    expect(await actOnce(context(), operator, done, () => Promise.resolve(undefined))).toMatchObject({ replayed });
}, 30_000);

it("Who signed up here and has not confirmed, or was disabled, is confirmed by an import", async () => {
  for (const name of ["pending", "disabled"]) await subscribe(`${name}@example.com`);
  await d1().batch(
    ["pending", "disabled"].map((state, i) =>
      d1().prepare(
        `UPDATE subscribers SET state = '${state}' WHERE id = (SELECT min(id) + ${i} FROM subscribers WHERE id > 0)`,
      ),
    ),
  );
  await importSubscribers(context(), operator, toBody("pending@example.com\nDisabled@example.com"));
  expect(await subscribers()).toMatchObject([{ state: "confirmed" }, { state: "confirmed" }]);
});

it("The imported are told of what they had chosen, by mails with a link of their own that ends them", async () => {
  await importSubscribers(context(), operator, toBody(EXPORT));
  await happen({ surfaces: ["trade-execution"] });
  await pass(1);
  const told = () => outbox.postmark().taken.map(({ To }) => To);
  expect(told().sort()).toEqual(["angry@example.com", "new@example.com"]);
  await happen({ subject: "incident:2", surfaces: ["api-service"] });
  await pass(1);
  expect(told().filter((to) => to === "api@example.com")).toHaveLength(1);
  const links = outbox
    .postmark()
    .taken.map(({ Headers }) => Headers.find(({ Name }) => Name === "List-Unsubscribe")?.Value);
  expect(new Set(links).size).toBe(4);
  expect(await rows("SELECT hash FROM subscriber_tokens WHERE purpose = 'unsubscribe'")).toHaveLength(4);
});

it("Two thousand people are subscribed at once", async () => {
  const csv = Array.from({ length: 2_000 }, (_, i) => `p${i}@example.com`).join("\n");
  expect((await importSubscribers(context(), operator, toBody(csv))).result).toMatchObject({ addresses: 2_000 });
  expect(await subscribers()).toHaveLength(2_000);
  expect(await rows("SELECT hash FROM subscriber_tokens")).toHaveLength(2_000);
});

it("The log of actions has numbers, and neither an address nor a component's name", async () => {
  await importSubscribers(context(), operator, toBody(EXPORT));
  const log = JSON.stringify(await rows("SELECT asked, result FROM operator_actions"));
  expect(log).toContain("unknown_components");
  expect(log).not.toMatch(/example\.com|Fax/);
});

it("A list of over 250,000 bytes is refused in words, and so is one without the statement", () => {
  const refused = (more: object) =>
    OpsImportSubscribers.safeParse({ csv: "", confirmed_before: true, ...more }).error?.issues;
  expect(refused({ csv: "é".repeat(125_001) })).toMatchObject([
    { path: ["csv"], message: "must be at most 250,000 bytes: import it in parts" },
  ]);
  expect(refused({ csv: "é".repeat(125_000) })).toBeUndefined();
  expect(refused({ confirmed_before: false })).toMatchObject([{ path: ["confirmed_before"] }]);
});
