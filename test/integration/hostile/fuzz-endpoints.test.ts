import { afterAll, beforeAll, expect, it } from "vitest";
import { type Access, startAccess } from "../../support/access";
import fc from "../../support/fast-check";
import { fingerprintOf } from "../../support/fingerprint";
import { iso } from "../../support/http";
import { expectUnbrokenChain } from "../../support/records";
import { startServer, type TestServer } from "../../support/server";
import { type Hit, type Shooter, type Shot, shooterAt } from "../../support/shooter";
import { fire, tally } from "./fire";
import { contentType, mutated, nastyText, oddHeaders, uselessBody } from "./hostile-input";
import { query } from "./hostile-paths";

let access: Access;
let server: TestServer;
let shooter: Shooter;
let fingerprint: () => Promise<Record<string, string>>;
beforeAll(async () => {
  access = await startAccess();
  server = await startServer({ env: access.env });
  await server.tick(Date.now()); // a heartbeat without a tick is a 503
  shooter = shooterAt(server);
  fingerprint = await fingerprintOf(server);
});
afterAll(async () => {
  shooter.stop();
  await Promise.all([server.stop(), access.stop()]);
});

const API = "/api/internal/status";
const TOKEN = "X-Internal-Status-Token";
const hours = (count: number) => iso(Date.now() + count * 3_600_000);

const surface = fc.constantFrom(
  "app-raxx-app",
  "ci-runners",
  "raxx-app",
  "docs-raxx-app",
  "no-such-surface",
  "__proto__",
);
const states = fc.constantFrom("OPERATIONAL", "DEGRADED", "PARTIAL", "DOWN", "MAINTENANCE", "UNKNOWN");
const sources = fc.constantFrom("manual", "prober", "freescout", "schedule");

const update = fc
  .record({ surface_id: surface, state: states, state_source: sources, public_note: nastyText })
  .chain((body) => mutated({ ...body, actor: "fuzz", ticket_pending: false }));
const probe = fc
  .record({ surface_id: surface, ok: fc.boolean(), latency_ms: fc.integer(), error: nastyText })
  .chain((body) => mutated({ ...body, status_code: 200, checked_at: hours(0) }));
const plan = surface.chain((id) =>
  mutated({ surface_ids: [id], starts_at: hours(1), ends_at: hours(2), public_note: "Planned work.", actor: "fuzz" }),
);
const named = surface.chain((id) => mutated({ surface_id: id, surfaces: [id] }));

type Target = [method: string, path: fc.Arbitrary<string>, body: fc.Arbitrary<string> | null];

const windowId = fc
  .oneof(nastyText, fc.constant("win_0000000000000000"))
  .map((id) => encodeURIComponent(id.toWellFormed()));
const at = (path: string) => query.map((search) => path + search);

const TARGETS: readonly Target[] = [
  ["POST", at(`${API}/update-surface`), update],
  ["POST", at(`${API}/probe-results`), probe],
  ["POST", at(`${API}/maintenance`), plan],
  ["GET", at(`${API}/maintenance`), null],
  ["DELETE", windowId.map((id) => `${API}/maintenance/${id}`), null],
  ["POST", at(`${API}/seed`), named],
  ["POST", at(`${API}/invalidate`), named],
  ["POST", at("/internal/cache/invalidate"), named],
  ["GET", at(`${API}/snapshot`), null],
  ["GET", nastyText.map((text) => `${API}/market-time?at=${encodeURIComponent(text.toWellFormed())}`), null],
  ["GET", at(`${API}/openapi.json`), null],
  ["GET", at(`${API}/heartbeat`), null],
];

const OPS: readonly Target[] = [
  ...["status", "audit", "audit.csv", "at", "checks", "configuration", "export", "incidents", "runs", "windows"].map(
    (name): Target => ["GET", at(`/api/ops/${name}`), null],
  ),
  ...["actions", "writes", "preview", "import", "invalidate", "alerts/1/acknowledge"].map(
    (name): Target => ["POST", at(`/api/ops/${name}`), update],
  ),
];

const shotAt = (targets: readonly Target[], keys: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<Shot> =>
  fc.constantFrom(...targets).chain(([method, path, body]) =>
    fc
      .record({
        ...{ path, odd: oddHeaders, key: keys, type: contentType, cased: fc.nat(30) },
        body: body
          ? fc.oneof({ weight: 4, arbitrary: body }, { weight: 1, arbitrary: uselessBody })
          : fc.constant(undefined),
      })
      .map(({ odd, key, type, cased, ...shot }) => ({
        ...shot,
        method: cased === 0 ? "PUT" : method,
        headers: { ...odd, ...(body && { "Content-Type": type }), ...key },
      })),
  );

const wrongKey = fc.oneof(
  fc.constant({}),
  fc
    .tuple(
      fc.constantFrom(TOKEN, "X-Status-Worker-Key", "X-Service-Token", "Authorization", "Cf-Access-Jwt-Assertion"),
      fc.oneof(
        nastyText.map((text) => text.replace(/[^ -~]/g, "")),
        fc.constantFrom("a.b.c", "eyJhbGciOiJub25lIn0.e30.", "Bearer x", "x".repeat(4000)),
      ),
    )
    .map(([name, value]) => ({ [name]: value })),
);

const isRefused = ({ status }: Hit): boolean => status >= 400;

it("nobody comes in by a wrong key, whatever they bring", async () => {
  const before = await fingerprint();
  const stranger = fc.oneof(
    { weight: 3, arbitrary: shotAt(TARGETS, wrongKey) },
    { weight: 2, arbitrary: shotAt(OPS, wrongKey) },
  );
  await fire({
    ...{ shooter, shots: stranger, count: 600 },
    check: (_shots, hits) => expect(hits.filter((hit) => !isRefused(hit))).toEqual([]),
  });
  expect(await fingerprint()).toEqual(before);
});

it("what is refused to the right key writes nothing, and what is taken keeps every chain whole", async () => {
  const key = fc.constant({ [TOKEN]: server.secrets.STATUS_INTERNAL_WRITE_TOKEN });
  const seen = tally();
  const before = await fingerprint();
  await fire({
    ...{ shooter, shots: shotAt(TARGETS, key), count: 750 },
    check: async (shots, hits) => {
      seen.count(hits);
      const refused = shots.filter((_shot, i) => (hits[i]?.status ?? 0) >= 400 && hits[i]?.status !== 503);
      const held = await fingerprint();
      expect((await shooter.shoot(refused)).filter((hit) => !isRefused(hit))).toEqual([]);
      expect(await fingerprint()).toEqual(held);
    },
  });
  expect(await fingerprint()).not.toEqual(before);
  expect([200, 201, 400, 404, 405, 415, 422].filter((status) => seen.of(status) === 0)).toEqual([]);
  const surfaces = await server.sql<{ id: string }>("SELECT DISTINCT surface_id AS id FROM status_audit_log");
  for (const { id } of surfaces) await expectUnbrokenChain(server, id);
});
