import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { request as ask, iso, post } from "../../support/http";
import { expectProblem } from "../../support/problem";
import { surfacePool } from "../../support/surfaces";
import { seen, startOps, write } from "./world";

const HOUR_MS = 3_600_000;
const take = surfacePool();
let ops: Awaited<ReturnType<typeof startOps>>;
beforeAll(async () => {
  ops = await startOps();
});
afterAll(() => ops.stop());

describe("acts without a word to readers", () => {
  it("acknowledge an alert once, and name who did", async () => {
    await ops.server.sql(
      "INSERT INTO ops_alerts (alert_key, severity, title, opened_at, updated_at) VALUES ('test:alert', 'warning', 'A test', ?, ?)",
      iso(Date.now()),
      iso(Date.now()),
    );
    const [{ id = 0 } = {}] = await ops.server.sql<{ id: number }>(
      "SELECT id FROM ops_alerts WHERE alert_key = 'test:alert'",
    );
    const path = `/api/ops/alerts/${id}/acknowledge`;
    const first = await ops.onCall.post<{ replayed: boolean; alert: { acknowledged_by: string } }>(path, {});
    const second = await ops.relief.post<typeof first.body>(path, {});
    expect([first.body.replayed, second.body.replayed]).toEqual([false, true]);
    expect(second.body.alert.acknowledged_by).toBe("operator:on-call@raxx.app");
    expectProblem(await ops.onCall.post("/api/ops/alerts/999999/acknowledge", {}), 404, "unknown_alert");
  });

  it("run the poller or the prober, where they are on, and are written down", async () => {
    for (const job of ["poller", "prober"]) {
      const request_id = crypto.randomUUID();
      const answers = [
        await ops.onCall.post("/api/ops/runs", { job, request_id }),
        await ops.onCall.post("/api/ops/runs", { job, request_id }),
      ];
      expect(answers.map(({ status, body }) => [status, (body as unknown as { replayed: boolean }).replayed])).toEqual([
        [200, false],
        [200, true],
      ]);
    }
    const { body } = await ops.onCall.get<{ actions: { action: string }[] }>("/api/ops/actions");
    expect(body.actions.slice(0, 2).map(({ action }) => action)).toEqual(["run_prober", "run_poller"]);
  });

  it("act once where one request is sent several times at once, and answer each the same", async () => {
    for (const [path, body] of [
      ["/api/ops/runs", { job: "poller" }],
      ["/api/ops/invalidate", {}],
    ] as const) {
      const request = { ...body, request_id: crypto.randomUUID() };
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => ops.onCall.post<{ replayed: boolean; result: unknown }>(path, request)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(answers.filter((answer) => !answer.body.replayed)).toHaveLength(1);
      expect(new Set(answers.map((answer) => JSON.stringify(answer.body.result))).size).toBe(1);
    }
  });

  it("acknowledge an alert once where the request is sent several times at once", async () => {
    await ops.server.sql(
      "INSERT INTO ops_alerts (alert_key, severity, title, opened_at, updated_at) VALUES ('test:twice', 'warning', 'A test', ?, ?)",
      iso(Date.now()),
      iso(Date.now()),
    );
    const [{ id = 0 } = {}] = await ops.server.sql<{ id: number }>(
      "SELECT id FROM ops_alerts WHERE alert_key = 'test:twice'",
    );
    const request_id = crypto.randomUUID();
    const path = `/api/ops/alerts/${id}/acknowledge`;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ops.onCall.post<{ replayed: boolean }>(path, { request_id })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.filter(({ body }) => !body.replayed)).toHaveLength(1);
  });

  it("are refused a request id that another action has used", async () => {
    const request_id = crypto.randomUUID();
    const surface = take("plain");
    expect((await ops.onCall.post("/api/ops/invalidate", { request_id })).status).toBe(200);
    const surfaces = await seen(ops.onCall, surface);
    const late = { action: "override", surfaces, state: "DOWN", request_id };
    expectProblem(await write(ops.onCall, late), 409, "request_id_used");
    expectProblem(await ops.onCall.post("/api/ops/runs", { job: "poller", request_id }), 409, "request_id_used");
    expect((await ops.raptor.stored(surface)).state).not.toBe("DOWN");
  });

  it("plan a window under a request id that the write API has used, each its own", async () => {
    const request_id = crypto.randomUUID();
    const span = { starts_at: iso(Date.now() + HOUR_MS), ends_at: iso(Date.now() + 2 * HOUR_MS) };
    const window = { surface_ids: [take("plain")], ...span, request_id };
    const byToken = await post<{ id: string }>(
      ops.server,
      "/api/internal/status/maintenance",
      { ...window, actor: "raptor" },
      ops.raptor.token,
    );
    const byOperator = await write(ops.onCall, { action: "plan_window", ...window });
    expect([byToken.status, byOperator.status]).toEqual([201, 200]);
    expect(byOperator.body.window_id).not.toBe(byToken.body.id);
    await ask(ops.server, `/api/internal/status/maintenance/${byToken.body.id}`, {
      method: "DELETE",
      headers: ops.raptor.token,
    });
    const { body } = await ops.onCall.get<{ actions: { actor: string; action: string }[] }>("/api/ops/actions");
    expect(body.actions.slice(0, 3).map(({ actor, action }) => [actor, action])).toEqual([
      ["service:write-token", "end_window"],
      ["operator:on-call@raxx.app", "plan_window"],
      ["raptor", "plan_window"],
    ]);
  });
});
