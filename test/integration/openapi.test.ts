import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "@/lib/platform/sha256";
import { SAMPLE_TOKENS } from "@/lib/server/openapi/sample-tokens";
import { describeApi } from "../../scripts/endpoints";
import { deliver, runbook, signHex } from "../support/freescout";
import { type Answer, follow, get, iso, type Problem, request } from "../support/http";
import {
  type DescribedExample,
  type Document,
  examplesOf,
  judgeOf,
  type Operation,
  operationsOf,
} from "../support/openapi";
import { operatorOf } from "../support/operator";
import { expectProblem } from "../support/problem";
import { startServer } from "../support/server";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

const PUBLIC = "/api/openapi.json";
const INTERNAL = "/api/internal/status/openapi.json";

let open: Document;
let closed: Document;
const MAIL = {
  SUBSCRIBER_KEY: "key",
  POSTMARK_SERVER_TOKEN: "token",
  POSTMARK_API_URL: "http://127.0.0.1:9",
  POSTMARK_WEBHOOK_TOKEN: "a-long-random-token",
};
const { server } = serverForFile({ env: { ...QUIET, ...MAIL } });
beforeAll(async () => {
  await subscribeReader();
  const { token, plan, pin } = operatorOf(server);
  open = (await get<Document>(server, PUBLIC)).body;
  closed = (await get<Document>(server, INTERNAL, token)).body;
  await server.tick(Date.now());
  await pin("docs-raxx-app", "PARTIAL", { public_note: "Some pages did not load." });
  await pin("docs-raxx-app", "OPERATIONAL", { public_note: null });
  await deliver(server, runbook({ id: 901, tag: "app-raxx-app", updated: iso(Date.now()), note: "Logins fail." }));
  await pin("demo-raxx-app", "DOWN");
  for (const hours of [-1, 1])
    await plan({ surface_ids: ["ci-runners"], starts_at: future(hours), ends_at: future(hours + 1.5) });
});

/** A subscriber whose links the examples follow. */
async function subscribeReader(): Promise<void> {
  await server.sql(
    `INSERT INTO subscribers (id, channel, state, address_hash, sealed, language, kinds, next_attempt_at, created_at)
     VALUES (1, 'email', 'confirmed', 'hash', 'sealed', 'en', '[]', ?, ?)`,
    ...[iso(Date.now()), iso(Date.now())],
  );
  for (const purpose of ["confirm", "manage"] as const)
    await server.sql(
      "INSERT INTO subscriber_tokens (hash, purpose, subscriber_id) VALUES (?, ?, 1)",
      ...[sha256(SAMPLE_TOKENS[purpose]), purpose],
    );
}

const future = (hours: number): string => iso(Date.now() + hours * 3_600_000);

/** What each key's header carries. */
function keyValue(key: string, body: string): string {
  const { STATUS_INTERNAL_WRITE_TOKEN, STATUS_WORKER_INTERNAL_KEY, FREESCOUT_SERVICE_TOKEN, FREESCOUT_WEBHOOK_SECRET } =
    server.secrets;
  const values: Record<string, string> = {
    writeToken: STATUS_INTERNAL_WRITE_TOKEN,
    workerKey: STATUS_WORKER_INTERNAL_KEY,
    serviceToken: FREESCOUT_SERVICE_TOKEN,
    signature: signHex(body, FREESCOUT_WEBHOOK_SECRET),
  };
  return values[key] ?? "";
}

/** Sends an example as it is described, opened by one of its ways. */
async function send(document: Document, { operation, method, path, body }: DescribedExample, keys: string[]) {
  const text = body === undefined ? "" : JSON.stringify(body);
  const headers: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
  for (const key of keys) headers[document.components.securitySchemes?.[key]?.name ?? ""] = keyValue(key, text);
  const asked = await followed(document, operation, path);
  return request<unknown>(server, asked, { method, headers, ...(text && { body: text }) });
}

/** An example's path; what another operation's answer links to it is taken from there. */
async function followed(document: Document, { operationId }: Operation, path: string): Promise<string> {
  for (const source of examplesOf(document)) {
    const link = source.operation.responses[source.status]?.links?.[operationId];
    if (!link || !path.endsWith("win_5f0c2a9e4b7d4c13")) continue;
    const { body } = await send(document, source, ["writeToken"]);
    const pointer = link.parameters.id?.replace("$response.body#/", "") ?? "";
    return path.replace(/[^/]+$/, String((body as Record<string, unknown>)[pointer]));
  }
  return path;
}

function expectAsDescribed(judge: ReturnType<typeof judgeOf>, example: DescribedExample, answer: Answer<unknown>) {
  const { status, type, schema, headers, value } = example;
  expect([answer.status, answer.headers.get("Content-Type")?.split(";")[0]], answer.text).toEqual([status, type]);
  const isJson = type.endsWith("json");
  expect(judge(schema, isJson ? answer.body : answer.text)).toEqual([]);
  if (type === "application/problem+json") expect(answer.body).toMatchObject({ code: (value as Problem).code });
  for (const [name, { required, schema: rule }] of Object.entries(headers)) {
    const given = answer.headers.get(name);
    if (given !== null || required) expect(judge(rule, given), name).toEqual([]);
  }
}

/** The documents as they are compiled in: what is served is held against them below. */
const examplesIn = async (which: "public" | "internal") => {
  const { openapi, "openapi-internal": internal } = await describeApi();
  return examplesOf(JSON.parse(which === "public" ? openapi : internal));
};
const titled = (example: DescribedExample) =>
  [`${example.operation.operationId}: ${example.summary} (${example.status})`, example] as const;

describe("every example of the public description", async () => {
  it.each((await examplesIn("public")).map(titled))("%s is answered as described", async (_, example) => {
    expectAsDescribed(judgeOf(open), example, await send(open, example, []));
  });
});

describe("every example of the internal description", async () => {
  const own = (await examplesIn("internal")).filter(({ operation }) => operation.security);
  it.each(own.map(titled))("%s is answered as described, in each way that opens it", async (_, example) => {
    for (const way of example.operation.security ?? [])
      expectAsDescribed(judgeOf(closed), example, await send(closed, example, Object.keys(way)));
  });
});

describe("what is described", () => {
  it("is what is compiled in, both times", async () => {
    expect(examplesOf(open)).toEqual(await examplesIn("public"));
    expect(examplesOf(closed)).toEqual(await examplesIn("internal"));
  });

  it("is every method that a path serves: OPTIONS says the same", async () => {
    const methods = new Map<string, string[]>();
    for (const { template, method } of operationsOf(closed))
      methods.set(template, [...(methods.get(template) ?? []), method]);
    for (const [template, described] of methods) {
      if (template === "/embed.js") continue; // a file: GET and HEAD
      const { status, headers } = await request(server, template.replace(/\{\w+\}/g, "app-raxx-app"), {
        method: "OPTIONS",
      });
      const served = [...described, "OPTIONS", ...(described.includes("GET") ? ["HEAD"] : [])];
      expect([status, headers.get("Allow")?.split(", ").sort()], template).toEqual([204, served.sort()]);
    }
  });

  it("answers 304 wherever it says so", async () => {
    const kept = examplesOf(open).filter(({ operation, status }) => operation.responses[304] && status === 200);
    expect(kept.length).toBeGreaterThan(20);
    for (const { path } of kept) {
      const { headers } = await get(server, path);
      if (path.endsWith("market-time")) continue; // each second is news
      expect((await get(server, path, { "If-None-Match": headers.get("ETag") ?? "" })).status, path).toBe(304);
    }
  });
});

describe("the public description", () => {
  it("is for any site, and kept at the edge under its own name", async () => {
    const { status, headers, body } = await follow<Document>(server, `${PUBLIC}?unknown=1`);
    expect([status, body.openapi]).toEqual([200, "3.1.1"]);
    expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(headers.get("Cache-Control")).toBe("public, max-age=300");
    expect((await get(server, PUBLIC)).headers.get("CF-Cache-Status")).toBe("HIT");
    expect((await follow(server, "/docs/api/?unknown=1")).status).toBe(200);
    expect((await get(server, "/docs/api")).headers.get("CF-Cache-Status")).toBe("HIT");
  });

  it("is there, and its page too, when the database is gone", async () => {
    const broken = await startServer({ env: QUIET });
    await broken.sql("DROP TABLE surface_state");
    expect((await get(broken, PUBLIC)).status).toBe(200);
    expect((await get(broken, "/docs/api")).text).toContain("/api/status/public/uptime");
    expect((await get<{ stale?: true }>(broken, "/api/status/public")).body.stale).toBe(true);
    await broken.stop();
  });

  it("has a page that is read, and nothing else", async () => {
    const { status, headers } = await request(server, "/docs/api", { method: "POST" });
    expect([status, headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("is not there while the public endpoint is off", async () => {
    const dark = await startServer({ env: { ...QUIET, FLAG_STATUS_PUBLIC_ENDPOINT: "0" } });
    const { status, body } = await get<Problem>(dark, PUBLIC);
    expect([status, body.code]).toEqual([404, "not_enabled"]);
    expect((await get(dark, "/docs/api")).status).toBe(404);
    const { token } = operatorOf(dark);
    expect((await get(dark, INTERNAL, token)).status).toBe(200);
    await dark.stop();
  });
});

describe("the internal description", () => {
  it("is shown to nobody without a key, and kept by nobody", async () => {
    const wrong: Record<string, string>[] = [{}, { "X-Internal-Status-Token": "wrong" }];
    for (const headers of wrong) expectProblem(await get<Problem>(server, INTERNAL, headers), 401, "unauthorized");
    const { headers } = await get(server, INTERNAL, operatorOf(server).token);
    expect([headers.get("Cache-Control"), headers.get("Access-Control-Allow-Origin")]).toEqual(["no-store", null]);
  });
});
