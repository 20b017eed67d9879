import { afterAll, beforeAll, expect, it } from "vitest";
import fc from "../../support/fast-check";
import { fingerprintOf } from "../../support/fingerprint";
import { designCard, native, runbook, signBase64, signHex, type TicketWords } from "../../support/freescout";
import { iso } from "../../support/http";
import { expectUnbrokenChain } from "../../support/records";
import { startServer, type TestServer } from "../../support/server";
import { type Shooter, type Shot, shooterAt } from "../../support/shooter";
import { fire, tally } from "./fire";
import { contentType, mutated, nastyText, nastyValue, oddHeaders, uselessBody } from "./hostile-input";

let server: TestServer;
let shooter: Shooter;
let fingerprint: () => Promise<Record<string, string>>;
beforeAll(async () => {
  server = await startServer();
  shooter = shooterAt(server);
  fingerprint = await fingerprintOf(server);
});
afterAll(async () => {
  shooter.stop();
  await server.stop();
});

const PATHS = [
  "/api/webhooks/freescout",
  "/api/webhooks/freescout/any-token",
  "/api/internal/status/freescout-webhook",
];
const SIGNATURE = "X-FreeScout-Signature";

const text = (sound: string) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(sound) }, { weight: 1, arbitrary: nastyText });

const words: fc.Arbitrary<TicketWords> = fc.record({
  id: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 40 }) }, { weight: 1, arbitrary: fc.integer() }),
  status: fc.constantFrom("active", "open", "pending", "closed", "spam", "constructor"),
  updated: text(iso(Date.now() - 1000)),
  tag: fc.constantFrom("ci-runners", "raxx-app", "app-raxx-app", "Kitchen", "__proto__", ""),
  note: text("Builds wait."),
  severity: fc.constantFrom("degraded", "down", "partial", "", "SEV1", "toString"),
  event: fc.constantFrom("ticket.updated", "conversation.updated", "convo.deleted", "__proto__"),
});

const delivery = fc
  .tuple(
    words,
    fc.constantFrom(designCard, runbook, (said: TicketWords) => native(said)),
  )
  .map(([said, write]) => write(said));

/** A delivery with something wrong inside: at its top, in its ticket, among its fields. */
const bent = delivery.chain((sound) => {
  const body = JSON.parse(sound);
  const inner = body.ticket
    ? mutated(body.ticket).map((ticket) => `{"event":"x","ticket":${ticket}}`)
    : mutated(body).map((whole) => whole);
  const fields = nastyValue.map((value) => JSON.stringify({ ...body, customFields: value, custom_fields: [value] }));
  return fc.oneof(mutated(body), inner, fields);
});

const body = fc.oneof(
  { weight: 3, arbitrary: delivery },
  { weight: 3, arbitrary: bent },
  { weight: 1, arbitrary: uselessBody },
);

/** Each way to be wrong about a signature; a right one with a byte more, the other algorithm's, another secret's. */
const forge = fc.constantFrom<(raw: string) => string>(
  () => "",
  () => "sha256=",
  () => `sha256=${"0".repeat(64)}`,
  (raw) => signHex(`${raw} `, server.secrets.FREESCOUT_WEBHOOK_SECRET),
  (raw) => signHex(raw, "another secret"),
  (raw) => signBase64(raw, ""),
  (raw) => signHex(raw, server.secrets.FREESCOUT_WEBHOOK_SECRET).slice(0, -1),
  (raw) => `sha1=${signBase64(raw, server.secrets.FREESCOUT_WEBHOOK_SECRET)}`,
  () => "__proto__",
);
const sign = fc.constantFrom<(raw: string) => string>(
  (raw) => signHex(raw, server.secrets.FREESCOUT_WEBHOOK_SECRET),
  (raw) => signBase64(raw, server.secrets.FREESCOUT_WEBHOOK_SECRET),
);

const shotWith = (signature: fc.Arbitrary<(raw: string) => string>): fc.Arbitrary<Shot> =>
  fc
    .record({ path: fc.constantFrom(...PATHS), body, signature, odd: oddHeaders, type: contentType })
    .map(({ path, body: raw, signature: signed, odd, type }) => ({
      ...{ method: "POST", path, body: raw },
      headers: {
        ...odd,
        "Content-Type": type,
        "X-Service-Token": server.secrets.FREESCOUT_SERVICE_TOKEN,
        [SIGNATURE]: signed(raw as string),
      },
    }));

it("no delivery without a right signature is taken", async () => {
  const seen = tally();
  const before = await fingerprint();
  await fire({
    ...{ shooter, shots: shotWith(forge), count: 400 },
    check: (_shots, hits) => {
      seen.count(hits);
      expect(hits.filter(({ status }) => status < 400)).toEqual([]);
    },
  });
  expect(await fingerprint()).toEqual(before);
  expect(seen.of(401)).toBeGreaterThan(360);
});

it("a signed delivery that is refused writes nothing, and one that is taken keeps every chain whole", async () => {
  const seen = tally();
  await fire({
    ...{ shooter, shots: shotWith(sign), count: 500 },
    check: async (shots, hits) => {
      seen.count(hits);
      const refused = shots.filter((_shot, i) => hits[i]?.status !== 200 && hits[i]?.status !== 503);
      const before = await fingerprint();
      expect((await shooter.shoot(refused)).filter(({ status }) => status < 400)).toEqual([]);
      expect(await fingerprint()).toEqual(before);
    },
  });
  expect([200, 400, 415].filter((status) => seen.of(status) < 15)).toEqual([]);
  const touched = await server.sql<{ id: string }>("SELECT DISTINCT surface_id AS id FROM status_audit_log");
  const rows = await Promise.all(touched.map(({ id }) => expectUnbrokenChain(server, id)));
  expect(rows.flat().filter(({ source }) => source === "freescout").length).toBeGreaterThan(20);
});
