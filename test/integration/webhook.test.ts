import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deliver, designCard, native, runbook, signBase64, signHex } from "../support/freescout";
import { iso, post, request } from "../support/http";
import { expectNothingWritten, incidentOfTicket } from "../support/records";
import { startServer, type TestServer } from "../support/server";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

const PUBLIC = "/api/webhooks/freescout";
const INTERNAL = "/api/internal/status/freescout-webhook";

let ticket = 5000;
const { server, operator } = serverForFile({ env: QUIET });

const sign = (body: string, secret = server.secrets.FREESCOUT_WEBHOOK_SECRET) => ({
  "X-FreeScout-Signature": signHex(body, secret),
});
const fixture = (name: string) => readFileSync(new URL(`../fixtures/freescout/${name}`, import.meta.url), "utf8");

describe("the runbook's signed delivery, as printed (contract §3.2)", () => {
  it("degrades the Raxx App, and readers see it on the next request", async () => {
    const command = `SECRET="${server.secrets.FREESCOUT_WEBHOOK_SECRET}"
SERVICE_TOKEN="${server.secrets.FREESCOUT_SERVICE_TOKEN}"
PAYLOAD='{"event":"conversation.created","event_id":"manual-test-001","ticket":{"id":9001,"status":"open","updated_at":"2026-04-30T12:00:00Z","custom_fields":[{"slug":"component_tag","value":"app-raxx-app"},{"slug":"public_status","value":"Login degraded test"},{"slug":"incident_severity","value":"degraded"}]}}'
SIG=$(echo -n "$PAYLOAD" | openssl dgst -sha256 -hmac "$SECRET" | awk '{print "sha256="$2}')
curl -s -o /dev/null -w '%{http_code}' -X POST http://localhost:5001/api/internal/status/freescout-webhook \\
-H "Content-Type: application/json" \\
-H "X-FreeScout-Signature: $SIG" \\
-H "X-Service-Token: $SERVICE_TOKEN" \\
-d "$PAYLOAD"`;
    const run = () =>
      execFileSync("bash", ["-c", command.replace("http://localhost:5001", server.url)], { encoding: "utf8" });
    expect(run()).toBe("200");
    expect(await operator.shown("app-raxx-app")).toMatchObject({
      state: "DEGRADED",
      ticket_pending: true,
      public_note: "Login degraded test",
    });
    expect(await operator.stored("app-raxx-app")).toMatchObject({
      state_source: "freescout",
      open_tickets: [{ freescout_ticket_id: 9001, severity: "degraded", updated_at: "2026-04-30T12:00:00Z" }],
    });
    expect(await expectNothingWritten(server, async () => run())).toBe("200");
  });
});

describe.each([
  ["camel case (contract §3.3)", designCard],
  ["snake case (contract §3.3)", runbook],
  ["FreeScout's own", native],
])("the dialect %s", (_, dialect) => {
  it.each([
    ["down", "DOWN"],
    ["partial", "PARTIAL"],
    ["degraded", "DEGRADED"],
    ["", "DEGRADED"],
  ])("opens a ticket of severity %j as %s, and closes it", async (severity, state) => {
    const words = { id: ++ticket, tag: "ci-runners", note: "Builds wait.", severity };
    const opened = await deliver(server, dialect({ ...words, updated: iso(Date.now() - 2000) }));
    expect(opened.status).toBe(200);
    expect(await operator.shown("ci-runners")).toMatchObject({
      state,
      ticket_pending: true,
      public_note: "Builds wait.",
    });
    const closed = await deliver(
      server,
      dialect({ ...words, status: "closed", note: "Builds run.", updated: iso(Date.now() - 1000) }),
    );
    expect(closed.status).toBe(200);
    expect(await operator.shown("ci-runners")).toMatchObject({
      state: "OPERATIONAL",
      ticket_pending: false,
      public_note: null,
    });
    const [incident] = await operator.incidents("ci-runners");
    expect(incident).toMatchObject({ severity: severity || "degraded", public_note: "Builds run." });
  });
});

describe("FreeScout's own bodies", () => {
  it("are read with their dropdowns' labels, by id and not by number, and a reopen by an agent, not by a customer's reply", async () => {
    expect((await deliver(server, fixture("conversation-active.raw"))).status).toBe(200);
    expect(await incidentOfTicket(server, 512)).toMatchObject([{ surface_id: "app-raxx-app", severity: "partial" }]);
    expect(await incidentOfTicket(server, 498)).toEqual([]);
    expect((await deliver(server, fixture("conversation-closed.json"))).status).toBe(200);
    expect((await incidentOfTicket(server, 512))[0]?.resolved_at).not.toBeNull();
    const reopened = fixture("conversation-reopened.json");
    expect((await deliver(server, reopened)).body.result).toBe("remember");
    expect((await incidentOfTicket(server, 512))[0]?.resolved_at).not.toBeNull();
    const byAgent = reopened.replace(/"userUpdatedAt": ?"[^"]*"/, '"userUpdatedAt":"2026-05-04T10:16:00Z"');
    expect((await deliver(server, byAgent)).body.result).toBe("hold");
    expect((await incidentOfTicket(server, 512))[0]?.resolved_at).toBeNull();
  });

  it("may tag a surface by its display name", async () => {
    await deliver(server, native({ id: ++ticket, tag: "Billing & Payments", severity: "Partial outage" }));
    expect(await operator.shown("billing-payment")).toMatchObject({ state: "PARTIAL", ticket_pending: true });
  });

  it("of a customer event are answered with 200 and write nothing", async () => {
    const answer = await expectNothingWritten(server, () => deliver(server, fixture("customer-updated.json")));
    expect(answer.status).toBe(200);
  });

  it("may be 5 MB of threads; over 8 MiB is 413", async () => {
    const threads = [{ id: 1, type: "customer", body: "x".repeat(5_000_000) }];
    const large = native({ id: ++ticket, tag: "ci-runners" }, { _embedded: { threads } });
    expect((await deliver(server, large)).status).toBe(200);
    expect(await incidentOfTicket(server, ticket)).toHaveLength(1);
    const tooLarge = native({ id: ++ticket, tag: "ci-runners" }, { preview: "x".repeat(8 * 1024 * 1024) });
    const refused = await expectNothingWritten(server, () => deliver(server, tooLarge));
    expect([refused.status, refused.body.code]).toEqual([413, "body_too_large"]);
  });
});

describe.each([PUBLIC, INTERNAL])("%s", (path) => {
  const body = () => runbook({ id: 666, updated: iso(Date.now()), tag: "docs-raxx-app" });
  const send = (raw: string | Uint8Array, headers: Record<string, string>) =>
    post<{ code: string }>(server, path, raw, {
      "X-Service-Token": server.secrets.FREESCOUT_SERVICE_TOKEN,
      ...headers,
    });

  it.each<[string, (raw: string) => Record<string, string>]>([
    ["none", () => ({})],
    ["an empty one", () => ({ "X-FreeScout-Signature": "" })],
    ["one by another secret", (raw) => sign(raw, "another")],
    ["base64 by another secret", (raw) => ({ "X-FreeScout-Signature": signBase64(raw, "another") })],
    ["one of another body", (raw) => sign(`${raw} `)],
    ["one without its sha256=", (raw) => ({ "X-FreeScout-Signature": sign(raw)["X-FreeScout-Signature"].slice(7) })],
    ["the plain secret", () => ({ "X-FreeScout-Signature": server.secrets.FREESCOUT_WEBHOOK_SECRET })],
  ])("refuses a signature that is %s (401)", async (_, headersOf) => {
    const raw = body();
    const refused = await expectNothingWritten(server, () => send(raw, headersOf(raw)));
    expect([refused.status, refused.body.code]).toEqual([401, "unauthorized"]);
    expect(refused.headers.get("Cache-Control")).toBe("no-store");
  });

  it.each([
    ["text that is no JSON", "{", 400],
    ["nothing", "", 400],
    ["a list", "[]", 400],
    ["an event without a ticket id", '{"event":"ticket.updated","ticket":{"status":"active"}}', 400],
    ["a ticket id that is a word", '{"event":"ticket.updated","ticket":{"id":"abc","status":"active"}}', 400],
    ["an object that is no ticket", '{"hello":"world"}', 400],
  ])("refuses %s, though signed", async (_, raw, status) => {
    const refused = await expectNothingWritten(server, () => send(raw, sign(raw)));
    expect(refused.status).toBe(status);
    expect(refused.headers.get("Content-Type")).toBe("application/problem+json");
  });

  it("refuses another media type (415) and other methods (405)", async () => {
    const raw = body();
    const refused = await expectNothingWritten(server, () => send(raw, { ...sign(raw), "Content-Type": "text/plain" }));
    expect(refused.status).toBe(415);
    for (const method of ["GET", "PUT", "DELETE"]) expect((await request(server, path, { method })).status).toBe(405);
  });

  it("verifies the raw bytes, not what they mean", async () => {
    const spaced = body().replaceAll(",", " ,\n ");
    expect((await send(spaced, sign(spaced))).status).toBe(200);
    const again = JSON.stringify(JSON.parse(spaced));
    expect((await send(again, sign(spaced))).status).toBe(401);
  });
});

describe("the internal path", () => {
  it("asks for the service token beside the signature (contract §3.2)", async () => {
    const raw = runbook({ id: 667, updated: iso(Date.now()), tag: "docs-raxx-app" });
    const tokens: Record<string, string>[] = [{}, { "X-Service-Token": "" }, { "X-Service-Token": "wrong" }];
    for (const token of tokens)
      expect(
        (await expectNothingWritten(server, () => post(server, INTERNAL, raw, { ...sign(raw), ...token }))).status,
      ).toBe(401);
  });
});

describe("what is configured decides", () => {
  const start = async <T>(env: Record<string, string>, act: (other: TestServer) => Promise<T>) => {
    const other = await startServer({ env: { ...QUIET, ...env } });
    return act(other).finally(() => other.stop());
  };
  const body = runbook({ id: 1, updated: "2026-05-01T00:00:00Z", tag: "ci-runners" });
  const knock = async (other: TestServer, path: string, headers: Record<string, string> = {}, secret?: string) => {
    const key = secret ?? other.secrets.FREESCOUT_WEBHOOK_SECRET;
    return (await post(other, path, body, { "X-FreeScout-Signature": signHex(body, key), ...headers })).status;
  };

  it("no secret closes both paths (503), and no service token the internal one", async () => {
    await start({ FREESCOUT_WEBHOOK_SECRET: "" }, async (other) => {
      const token = { "X-Service-Token": other.secrets.FREESCOUT_SERVICE_TOKEN };
      for (const secret of ["", "undefined", "null"]) expect(await knock(other, PUBLIC, {}, secret)).toBe(503);
      expect(await knock(other, INTERNAL, token, "")).toBe(503);
    });
    await start({ FREESCOUT_SERVICE_TOKEN: "" }, async (other) => {
      expect(await knock(other, INTERNAL, { "X-Service-Token": "" })).toBe(503);
      expect(await knock(other, PUBLIC)).toBe(200);
    });
  });

  it("a path token is required where it is set, and previous secrets are accepted (contract §4.7)", async () => {
    const env = {
      FREESCOUT_WEBHOOK_PATH_TOKEN: "path-token-1",
      FREESCOUT_WEBHOOK_PATH_TOKEN_PREVIOUS: "path-token-0",
      FREESCOUT_WEBHOOK_SECRET_PREVIOUS: "secret-0",
      FREESCOUT_SERVICE_TOKEN_PREVIOUS: "service-0",
    };
    await start(env, async (other) => {
      for (const path of [PUBLIC, `${PUBLIC}/wrong`, `${PUBLIC}/path-token-`, `${PUBLIC}?token=path-token-1`])
        expect([path, await knock(other, path)]).toEqual([path, 401]);
      expect(await knock(other, `${PUBLIC}/path-token-1`, {}, "wrong")).toBe(401);
      expect(await knock(other, `${PUBLIC}/path-token-1`)).toBe(200);
      expect(await knock(other, `${PUBLIC}/path-token-0`, {}, "secret-0")).toBe(200);
      expect(await knock(other, INTERNAL, { "X-Service-Token": "service-0" })).toBe(200);
    });
  });
});
