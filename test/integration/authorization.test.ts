import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEYS, WAYS_IN } from "@/lib/server/credentials";
import type { EndpointMethod } from "@/lib/server/endpoint";
import { type ListedEndpoint, listEndpoints, listOperations, METHODS } from "../../scripts/endpoints";
import { get, iso, request } from "../support/http";
import { operatorOf } from "../support/operator";
import { expectProblem } from "../support/problem";
import { dumpTables, expectNothingWritten } from "../support/records";
import { startServer, type TestServer } from "../support/server";
import { QUIET } from "../support/surfaces";

const API = "/api/internal/status";
const TOKEN = "X-Internal-Status-Token";
const WORKER_KEY = "X-Status-Worker-Key";

const future = (hours: number) => iso(Date.now() + hours * 3_600_000);
const update = () => ({ surface_id: "ci-runners", state: "DOWN", state_source: "manual" });
const probe = () => ({ surface_id: "raxx-app", ok: true, checked_at: future(0) });
const plan = () => ({ surface_ids: ["ci-runners"], starts_at: future(1), ends_at: future(2) });

type KeyedMethod = [method: string, path: string, keys: string[], body: (() => object) | null];

/** A body that an endpoint takes and that changes nothing of what is looked at below; a new one is sent its own example. */
const BODIES: Record<string, () => object> = {
  [`${API}/update-surface`]: update,
  [`${API}/probe-results`]: probe,
  [`${API}/maintenance`]: plan,
};

async function bodyOf({ path, endpoint }: ListedEndpoint, method: EndpointMethod): Promise<KeyedMethod[3]> {
  if (!endpoint[method]?.body || endpoint[method].isBodyOptional) return null;
  const operation = (await listOperations()).find((it) => it.path === path && it.method === method);
  return BODIES[path] ?? (() => Object.values(operation?.docs.examples ?? {})[0]?.body as object);
}

async function methodsOf(listed: ListedEndpoint): Promise<KeyedMethod[]> {
  const { access } = listed.endpoint;
  if (access !== "writeToken" && access !== "writeTokenOrWorkerKey") return [];
  const headers = WAYS_IN[access].flat().map((key) => KEYS[key].header);
  const path = listed.path.replace("{id}", "win_0000000000000000");
  const served = METHODS.filter((method) => listed.endpoint[method]);
  return Promise.all(
    served.map(async (method): Promise<KeyedMethod> => [method, path, headers, await bodyOf(listed, method)]),
  );
}

/** Every endpoint that asks for a key: its method, its path, its keys, and a body that it takes. */
const ENDPOINTS = (await Promise.all((await listEndpoints()).map(methodsOf))).flat();

let server: TestServer;
let closed: TestServer;
beforeAll(async () => {
  const previous = {
    STATUS_INTERNAL_WRITE_TOKEN_PREVIOUS: "old-token",
    STATUS_WORKER_INTERNAL_KEY_PREVIOUS: "old-key",
  };
  server = await startServer({ env: { ...QUIET, ...previous } });
  await server.tick(Date.now()); // a heartbeat without a tick is a 503
  closed = await startServer({ env: { ...QUIET, STATUS_INTERNAL_WRITE_TOKEN: "", STATUS_WORKER_INTERNAL_KEY: "" } });
});
afterAll(async () => {
  await server.stop();
  await closed.stop();
});

function knock(on: TestServer, [method, path, , body]: KeyedMethod, headers: Record<string, string> = {}) {
  const init: RequestInit = { method, headers };
  if (!body) return request(on, path, init);
  const json = { "Content-Type": "application/json", ...headers };
  return request(on, path, { ...init, headers: json, body: JSON.stringify(body()) });
}

it("asks for a key at fourteen addresses or more", () => expect(ENDPOINTS.length).toBeGreaterThan(13));

describe.each(ENDPOINTS)("%s %s", (...endpoint) => {
  const [method, path, keys] = endpoint;
  const right = (): Record<string, string> => ({
    [TOKEN]: server.secrets.STATUS_INTERNAL_WRITE_TOKEN,
    [WORKER_KEY]: server.secrets.STATUS_WORKER_INTERNAL_KEY,
  });
  const with_ = (key: string) => ({ [key]: right()[key] ?? "" });

  it("is closed without a credential and to a wrong one (401)", async () => {
    const token = right()[TOKEN] ?? "";
    const wrong: Record<string, string>[] = [
      {},
      { [TOKEN]: "" },
      { [TOKEN]: "wrong" },
      { [TOKEN]: `${token}x` },
      { [TOKEN]: token.slice(0, -1) },
      { [TOKEN]: token.toLowerCase() },
      { [WORKER_KEY]: token },
      { Authorization: `Bearer ${token}` },
      { "X-Service-Token": server.secrets.FREESCOUT_SERVICE_TOKEN },
      ...(keys.length === 1 ? [with_(WORKER_KEY)] : []),
    ];
    await expectNothingWritten(server, async () => {
      for (const headers of wrong) expectProblem(await knock(server, endpoint, headers), 401, "unauthorized");
    });
  });

  it("does not take its token from the query string or the body", async () => {
    const token = encodeURIComponent(right()[TOKEN] ?? "");
    const query = `?token=${token}&${TOKEN}=${token}`;
    const answer = await expectNothingWritten(server, () => request(server, `${path}${query}`, { method }));
    expectProblem(answer, 401, "unauthorized");
  });

  it("is closed to everyone while nothing is configured (503)", async () => {
    const guesses: Record<string, string>[] = [{}, { [TOKEN]: "" }, { [TOKEN]: "undefined" }, { [WORKER_KEY]: "null" }];
    for (const headers of guesses) expectProblem(await knock(closed, endpoint, headers), 503, "not_configured");
  });

  it("opens to its key, and to the one before it (contract §4.7)", async () => {
    const old: Record<string, string> = { [TOKEN]: "old-token", [WORKER_KEY]: "old-key" };
    for (const key of keys)
      for (const headers of [with_(key), { [key]: old[key] ?? "" }])
        expect([200, 201, ...(method === "DELETE" ? [404] : [])]).toContain(
          (await knock(server, endpoint, headers)).status,
        );
  });

  it("refuses methods that it does not serve (405 with Allow)", async () => {
    const answer = await request(server, path, { method: "PUT", headers: right() });
    expectProblem(answer, 405, "method_not_allowed");
    expect(answer.headers.get("Allow")?.split(", ")).toContain(method);
  });
});

describe("what is not there", () => {
  it.each([`${API}/nope`, "/api/nope", "/internal/nope", "/api/internal", `${API}/maintenance/a/b`])(
    "%s is 404",
    async (path) => {
      for (const method of ["GET", "POST", "DELETE"])
        expectProblem(await request(server, path, { method }), 404, "not_found");
    },
  );
});

it("snapshot gives stored and shown state, why, and what is open", async () => {
  const { pin, token } = operatorOf(server);
  await pin("app-raxx-app", "DOWN", { public_note: "Logins fail." });
  type Snapshot = { surfaces: Record<string, unknown>[]; open_incidents: Record<string, unknown>[] };
  const { body } = await get<Snapshot>(server, `${API}/snapshot`, token);
  const keys = `id state shown_state state_since state_source ticket_pending public_note last_probe_ok last_probe_at
    last_probe_latency_ms maintenance_until overridden open_tickets because updated_at`.split(/\s+/);
  expect(body.surfaces).toHaveLength(23);
  for (const surface of body.surfaces) expect(Object.keys(surface)).toEqual(expect.arrayContaining(keys));
  expect(body.surfaces[2]).toMatchObject({
    id: "app-raxx-app",
    state: "DOWN",
    shown_state: "DOWN",
    state_source: "manual",
    overridden: true,
    last_probe_ok: null,
    because: expect.stringMatching(/operator/),
  });
  const open = body.open_incidents.filter((incident) => incident.surface_id === "app-raxx-app");
  expect(open).toMatchObject([{ severity: "down", public_note: "Logins fail." }]);
});

it("seed inserts the rows that are missing and touches no other", async () => {
  const { token, stored } = operatorOf(server);
  await server.sql("DELETE FROM surface_state WHERE surface_id = 'workspace'");
  const before = (await dumpTables(server)).surface_state;
  expect((await request(server, `${API}/seed`, { method: "POST", headers: token })).status).toBe(200);
  const after = (await dumpTables(server)).surface_state;
  expect(after).toEqual(expect.arrayContaining(before ?? []));
  expect(after).toHaveLength(23);
  expect(await stored("workspace")).toMatchObject({ state: "UNKNOWN", state_source: "prober", overridden: false });
  await expectNothingWritten(server, () => request(server, `${API}/seed`, { method: "POST", headers: token }));
});

it("a tick is run on demand, with its time as now", async () => {
  const answer = await get(server, `/cdn-cgi/handler/scheduled?cron=*+*+*+*+*&time=${Date.now()}`);
  expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
});
