import { afterAll, beforeAll, expect, it } from "vitest";
import { type Access, startAccess } from "../../support/access";
import fc from "../../support/fast-check";
import { fingerprintOf } from "../../support/fingerprint";
import { operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { type Shooter, type Shot, shooterAt } from "../../support/shooter";
import { fire, tally } from "./fire";
import { contentType, oddHeaders, uselessBody } from "./hostile-input";
import { publicPath } from "./hostile-paths";

let access: Access;
let server: TestServer;
let shooter: Shooter;
let fingerprint: () => Promise<Record<string, string>>;
beforeAll(async () => {
  access = await startAccess();
  server = await startServer({ env: access.env });
  await operatorOf(server).pin("app-raxx-app", "DOWN", { public_note: "Logins fail." });
  await server.tick(Date.now()); // without a tick, /healthz is a 503
  shooter = shooterAt(server);
  fingerprint = await fingerprintOf(server);
});
afterAll(async () => {
  shooter.stop();
  await Promise.all([server.stop(), access.stop()]);
});

const READS = ["GET", "GET", "GET", "GET", "HEAD"];
const OTHERS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "PURGE", "REPORT"];

const read: fc.Arbitrary<Shot> = fc.record({
  method: fc.constantFrom(...READS),
  path: publicPath,
  headers: oddHeaders,
});

/** A file of `public/`: the platform's asset server refuses other methods by itself, without a text (contract §7.4). */
const STATIC = /^\/(?:manifest\.webmanifest|robots\.txt|embed\.js)/;

const write: fc.Arbitrary<Shot> = fc
  .record({
    method: fc.constantFrom(...OTHERS),
    path: publicPath.filter((path) => !STATIC.test(path)),
    headers: oddHeaders,
    type: contentType,
    body: uselessBody,
  })
  .map(({ headers, type, ...shot }) => ({ ...shot, headers: { ...headers, "Content-Type": type } }));

it("no read of a stranger fails, tells of us, or writes", async () => {
  const seen = tally();
  const before = await fingerprint();
  await fire({ shooter, shots: read, count: 1000, check: (_shots, hits) => seen.count(hits) });
  expect(await fingerprint()).toEqual(before);
  expect([seen.of(200) > 200, seen.of(304) > 0, seen.of(404) > 100, seen.of(401) > 10]).toEqual(Array(4).fill(true));
});

it("no other method on a public path fails, tells of us, or writes", async () => {
  const seen = tally();
  const before = await fingerprint();
  await fire({ shooter, shots: write, count: 400, check: (_shots, hits) => seen.count(hits) });
  expect(await fingerprint()).toEqual(before);
  expect(seen.of(405)).toBeGreaterThan(130);
});
