import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { VariableName } from "@/lib/platform/settings/variables";
import { VARIABLES } from "@/lib/platform/settings/variables";
import type { Variables } from "../../scripts/local-settings";
import { freePort } from "../support/free-port";
import { designCard, signHex } from "../support/freescout";
import { post, sleep } from "../support/http";
import { startServer, type TestServer } from "../support/server";
import { entry } from "../support/surfaces";

/** The secrets that docs/runbooks/rotation.md rotates. */
const SECRETS = [
  "STATUS_INTERNAL_WRITE_TOKEN",
  "STATUS_WORKER_INTERNAL_KEY",
  "FREESCOUT_WEBHOOK_SECRET",
  "FREESCOUT_SERVICE_TOKEN",
  "FREESCOUT_WEBHOOK_PATH_TOKEN",
  "POSTMARK_WEBHOOK_TOKEN",
] as const satisfies readonly VariableName[];
type Secret = (typeof SECRETS)[number];
type Secrets = Record<Secret, string>;

const secretsOf = (age: string) =>
  Object.fromEntries(SECRETS.map((name) => [name, `${age}-${name}-0123456789`])) as Secrets;
const OLD = secretsOf("old");
const NEW = secretsOf("new");
const previous = (secrets: Secrets): Variables =>
  Object.fromEntries(SECRETS.map((name) => [`${name}_PREVIOUS`, secrets[name]]));

const registry = ["by-token", "by-webhook", "by-internal-webhook"].map((id) => entry(id, "plain"));
const ticket = (id: number, tag: string, note: string) => designCard({ id, tag, note });

/** One request of each caller; each shows that it was applied by a note of its own, where it has one. */
const CALLERS: Record<string, (server: TestServer, with_: Secrets, note: string) => Promise<{ status: number }>> = {
  "by-token": (server, { STATUS_INTERNAL_WRITE_TOKEN: token }, note) =>
    post(
      server,
      "/api/internal/status/update-surface",
      { surface_id: "by-token", state: "DEGRADED", state_source: "manual", public_note: note },
      { "X-Internal-Status-Token": token },
    ),
  "by-key": (server, { STATUS_WORKER_INTERNAL_KEY: key }) =>
    post(server, "/api/internal/status/invalidate", {}, { "X-Status-Worker-Key": key }),
  "by-webhook": (server, { FREESCOUT_WEBHOOK_SECRET: secret, FREESCOUT_WEBHOOK_PATH_TOKEN: path }, note) => {
    const body = ticket(1, "by-webhook", note);
    return post(server, `/api/webhooks/freescout/${path}`, body, { "X-FreeScout-Signature": signHex(body, secret) });
  },
  "by-internal-webhook": (server, { FREESCOUT_WEBHOOK_SECRET: secret, FREESCOUT_SERVICE_TOKEN: token }, note) => {
    const body = ticket(2, "by-internal-webhook", note);
    const headers = { "X-FreeScout-Signature": signHex(body, secret), "X-Service-Token": token };
    return post(server, "/api/internal/status/freescout-webhook", body, headers);
  },
  "by-postmark": (server, { POSTMARK_WEBHOOK_TOKEN: token }) =>
    post(server, `/api/webhooks/postmark/${token}`, { RecordType: "Delivery", Recipient: "someone@example.com" }),
};

const WITHOUT_NOTE: ReadonlySet<string> = new Set(["by-key", "by-postmark"]);

/** Each answer of the run, and the notes that were answered with 200. */
const answers: { caller: string; age: string; step: string; status: number }[] = [];
const applied: string[] = [];

let dataDir: string;
let port: number;
let server: TestServer;
let step = "";
let stopped = false;
const using: Record<string, Secrets> = {};

/** Writes without a pause. Cloudflare restarts nothing for a secret: what a restart of ours cuts off is sent again, as it is. */
async function keepWriting(caller: string): Promise<void> {
  for (let n = 1; !stopped; n++) {
    const note = `${caller}, note ${n}.`;
    const secrets = using[caller] ?? OLD;
    const { status, during } = await send(caller, secrets, note);
    answers.push({ caller, age: secrets === NEW ? "new" : "old", step: during, status });
    if (status === 200 && !WITHOUT_NOTE.has(caller)) applied.push(note);
    await sleep(5);
  }
}

async function send(caller: string, secrets: Secrets, note: string): Promise<{ status: number; during: string }> {
  for (;;) {
    const during = step;
    const answer = await CALLERS[caller]?.(server, secrets, note).catch(() => null);
    if (answer) return { status: answer.status, during };
    await sleep(20);
  }
}

const count = (caller: string, age: string) =>
  answers.filter((one) => one.caller === caller && one.age === age && one.step === step).length;

/** Until every caller has been answered a few times with what it now uses. */
async function letThemWrite(): Promise<void> {
  const enough = () => Object.keys(CALLERS).every((name) => count(name, using[name] === NEW ? "new" : "old") >= 3);
  while (!enough()) await sleep(20);
}

async function enter(name: string, variables: Variables): Promise<void> {
  const env = { SUBSCRIBER_KEY: "a key of the test", ...variables };
  const next = () => startServer({ dataDir, port, registry, env });
  const last = server;
  if (last) await last.stop();
  step = name;
  server = await next();
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "raxx-rotation-"));
  port = await freePort();
  await enter("old only", OLD);
  const writers = Object.keys(CALLERS).map(keepWriting);
  await letThemWrite();
  await enter("1: old as previous", { ...OLD, ...previous(OLD) });
  await letThemWrite();
  await enter("2: new, and old as previous", { ...NEW, ...previous(OLD) });
  await letThemWrite();
  for (const name of Object.keys(CALLERS)) {
    using[name] = NEW; // 4: one caller after the other, the others still with the old ones
    await letThemWrite();
  }
  await enter("5: new only", NEW);
  await letThemWrite();
  stopped = true;
  await Promise.all(writers);
}, 300_000);
afterAll(async () => {
  stopped = true;
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it("refuses no request in any step", () => {
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
});

it("has answered every caller in every step, in the second with old and new", () => {
  const seen = new Set(answers.map(({ caller, age, step }) => `${step} | ${caller} | ${age}`));
  for (const caller of Object.keys(CALLERS)) {
    for (const name of ["old only", "1: old as previous", "2: new, and old as previous"])
      expect(seen).toContain(`${name} | ${caller} | old`);
    for (const name of ["2: new, and old as previous", "5: new only"])
      expect(seen).toContain(`${name} | ${caller} | new`);
  }
});

it("has lost nothing that was answered", async () => {
  const rows = await server.sql<{ public_note: string }>("SELECT DISTINCT public_note FROM status_audit_log");
  const logged = new Set(rows.map((row) => row.public_note));
  expect(applied.length).toBeGreaterThan(40);
  expect(applied.filter((note) => !logged.has(note))).toEqual([]);
});

it.each(SECRETS)("refuses the old %s once its time is over", async (name) => {
  const users = {
    STATUS_INTERNAL_WRITE_TOKEN: "by-token",
    STATUS_WORKER_INTERNAL_KEY: "by-key",
    FREESCOUT_SERVICE_TOKEN: "by-internal-webhook",
    FREESCOUT_WEBHOOK_SECRET: "by-webhook",
    FREESCOUT_WEBHOOK_PATH_TOKEN: "by-webhook",
    POSTMARK_WEBHOOK_TOKEN: "by-postmark",
  };
  const call = CALLERS[users[name]];
  expect(await call?.(server, { ...NEW, [name]: OLD[name] }, "Too late.")).toMatchObject({ status: 401 });
  expect(await call?.(server, NEW, "In time.")).toMatchObject({ status: 200 });
});

it("rotates every secret that has a predecessor", () => {
  const rotated = Object.keys(VARIABLES).filter((name) => name.endsWith("_PREVIOUS"));
  expect(rotated.toSorted()).toEqual(SECRETS.map((name) => `${name}_PREVIOUS`).toSorted());
});
