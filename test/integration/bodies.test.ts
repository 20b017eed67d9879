import { describe, expect, it } from "vitest";
import { iso, request } from "../support/http";
import { operatorOf } from "../support/operator";
import { expectProblem } from "../support/problem";
import { expectNothingWritten } from "../support/records";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

const API = "/api/internal/status";
const TOKEN = "X-Internal-Status-Token";

const future = (hours: number) => iso(Date.now() + hours * 3_600_000);
const update = (more: object = {}) => ({ surface_id: "ci-runners", state: "DOWN", state_source: "manual", ...more });
const probe = (more: object = {}) => ({ surface_id: "raxx-app", ok: true, checked_at: future(0), ...more });
const plan = (more: object = {}) => ({
  surface_ids: ["ci-runners"],
  starts_at: future(1),
  ends_at: future(2),
  ...more,
});

const { server } = serverForFile({ env: QUIET });

describe.each<[string, (more?: object) => object]>([
  [`${API}/update-surface`, update],
  [`${API}/probe-results`, probe],
  [`${API}/maintenance`, plan],
])("the body of POST %s", (path, body) => {
  const method = "POST";
  const send = (raw: BodyInit, type = "application/json") =>
    expectNothingWritten(server, () =>
      request(server, path, {
        method,
        headers: { [TOKEN]: server.secrets.STATUS_INTERNAL_WRITE_TOKEN, ...(type && { "Content-Type": type }) },
        body: raw,
      }),
    );

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data"])(
    "is refused as %s (415)",
    async (type) => expectProblem(await send(JSON.stringify(body()), type), 415, "unsupported_media_type"),
  );

  it("may name its charset", async () => {
    const headers = {
      "Content-Type": "Application/JSON; charset=utf-8",
      [TOKEN]: server.secrets.STATUS_INTERNAL_WRITE_TOKEN,
    };
    const answer = await request(server, path, { method, headers, body: JSON.stringify(body()) });
    expect(answer.status).toBeLessThan(300);
  });

  it("is refused over 64 KiB (413), also when it does not say its length", async () => {
    const large = JSON.stringify(body({ padding: "x".repeat(64 * 1024) }));
    expectProblem(await send(large), 413, "body_too_large");
    const streamed = new Blob([large]).stream();
    const answer = await request(server, path, {
      method,
      headers: { [TOKEN]: server.secrets.STATUS_INTERNAL_WRITE_TOKEN, "Content-Type": "application/json" },
      body: streamed,
      duplex: "half",
    } as RequestInit);
    expectProblem(answer, 413, "body_too_large");
  });

  it.each(["", "{", "not json", '{"a":1,}', "\ufeff{", '{"surface_id": NaN}'])(
    "is refused as %j (400)",
    async (raw) => {
      expectProblem(await send(raw), 400, "malformed_json");
    },
  );

  it("is refused as bytes that are not UTF-8 (400)", async () => {
    expectProblem(await send(new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 400, "malformed_json");
  });

  it.each(["null", "7", '"text"', "{}", "[[]]"])("is refused as %s (422)", async (raw) => {
    expectProblem(await send(raw), 422, "invalid_request");
  });

  it("of an unknown surface is refused (404)", async () => {
    for (const id of ["no-such-surface", "'; DROP TABLE surface_state; --", "__proto__", "constructor"]) {
      const named = path.endsWith("maintenance") ? body({ surface_ids: [id] }) : body({ surface_id: id });
      expectProblem(await send(JSON.stringify(named)), 404, "unknown_surface");
    }
  });
});

describe("a body that does not fit is refused with a path per issue (422)", () => {
  const paths = async (path: string, body: unknown) => {
    const { token } = operatorOf(server);
    const answer = await expectNothingWritten(server, () =>
      request(server, `${API}/${path}`, {
        method: "POST",
        headers: { ...token, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
    expectProblem(answer, 422, "invalid_request");
    for (const issue of answer.body.issues ?? []) expect(issue.message).not.toBe("");
    return answer.body.issues?.map((issue) => issue.path).sort();
  };

  it.each([
    [{ state: "BROKEN" }, ["state"]],
    [{ state: "down" }, ["state"]],
    [{ state_source: "robot" }, ["state_source"]],
    [{ state_source: undefined }, ["state_source"]],
    [{ surface_id: "" }, ["surface_id"]],
    [{ surface_id: 7, state: null }, ["state", "surface_id"]],
    [{ public_note: "n".repeat(281) }, ["public_note"]],
    [{ public_note: 7 }, ["public_note"]],
    [{ ticket_pending: "true" }, ["ticket_pending"]],
    [{ expires_at: "tomorrow" }, ["expires_at"]],
    [{ expires_at: "2026-01-01T00:00:00Z" }, ["expires_at"]],
    [{ state: "OPERATIONAL", expires_at: "2099-01-01T00:00:00Z" }, ["expires_at"]],
    [{ state: "MAINTENANCE", maintenance_until: "2026-01-01T00:00:00Z" }, ["maintenance_until"]],
    [{ actor: "" }, ["actor"]],
  ])("update-surface %j", async (more, expected) => {
    expect(await paths("update-surface", update(more))).toEqual(expected);
  });

  it.each<[unknown, string[]]>([
    [probe({ ok: "yes" }), ["ok"]],
    [probe({ checked_at: "2026-11-20" }), ["checked_at"]],
    [probe({ checked_at: "2026-11-20T12:00:00" }), ["checked_at"]],
    [probe({ latency_ms: -1 }), ["latency_ms"]],
    [probe({ status_code: 42 }), ["status_code"]],
    [[probe(), probe({ ok: 1 })], ["1.ok"]],
  ])("probe-results %j", async (body, expected) => {
    expect(await paths("probe-results", body)).toEqual(expected);
  });

  it.each<[object, string[]]>([
    [{ surface_ids: [] }, ["surface_ids"]],
    [{ surface_ids: "ci-runners" }, ["surface_ids"]],
    [{ surface_ids: [7] }, ["surface_ids.0"]],
    [{ starts_at: null, ends_at: 7 }, ["ends_at", "starts_at"]],
  ])("maintenance %j", async (more, expected) => {
    expect(await paths("maintenance", plan(more))).toEqual(expected);
  });
});
