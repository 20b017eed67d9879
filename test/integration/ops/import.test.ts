import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpsImported, OpsImportPreview } from "@/lib/schemas/ops-subscribers";
import type { Problem } from "../../support/http";
import { startOps } from "./world";

let ops: Awaited<ReturnType<typeof startOps>>;
beforeAll(async () => {
  ops = await startOps();
}, 120_000);
afterAll(() => ops.stop());

const post = <T>(body: object) =>
  ops.onCall.post<T & Problem>("/api/ops/subscribers/import", { confirmed_before: true, ...body });
const count = async () => (await ops.server.sql("SELECT id FROM subscribers WHERE id > 0")).length;

it("A list is previewed and imported by a program too, also one that is longer than other bodies may be", async () => {
  const people = Array.from({ length: 1_500 }, (_, i) => `p${i}@example.com,active,${"x".repeat(120)}`);
  const csv = `email,state,note\n${people.join("\n")}`;
  const previewed = await post<OpsImportPreview>({ csv, preview: true });
  expect([previewed.status, previewed.body.addresses, previewed.body.columns?.ignored]).toEqual([200, 1_500, ["note"]]);
  expect(await count()).toBe(0);
  const imported = await post<{ result: OpsImported }>({ csv, request_id: "import-by-program" });
  expect(imported.body.result).toEqual({ lines: 1_500, addresses: 1_500, already: 0, skipped: 0, left_out: {} });
  expect(await count()).toBe(1_500);
  expect(JSON.stringify(await ops.server.sql("SELECT * FROM operator_actions"))).not.toContain("example.com");
});

it.each([
  ["over 250,000 bytes", { csv: "x".repeat(250_001) }, 422],
  ["over a mebibyte", { csv: "x".repeat(1_048_576) }, 413],
  ["with a broken quote", { csv: 'email\n"a@example.com' }, 422],
  ["without the statement", { csv: "a@example.com", confirmed_before: false }, 422],
])("A list %s is refused, and none of it is in the refusal", async (_, body, status) => {
  const refused = await post(body);
  expect(refused.status).toBe(status);
  expect(JSON.stringify(refused.body)).not.toMatch(/example\.com|xxx/);
});
