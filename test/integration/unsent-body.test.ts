import { connect } from "node:net";
import { expect, it } from "vitest";
import { deliver, designCard } from "../support/freescout";
import { get, post } from "../support/http";
import { operatorOf } from "../support/operator";
import { serverForFile } from "../support/server-for-file";

const { server } = serverForFile();

const WEBHOOK = "/api/webhooks/freescout";
const SIGNED = `X-FreeScout-Signature: sha256=${"0".repeat(64)}\r\nContent-Type: application/json`;
const MIB = 1024 * 1024;

/** What a raw request is answered with: its status line and headers, or "closed". */
type Raw = { answered: Promise<string>; close: () => void };

/** Sends the head of a request and a part of its body, and leaves the connection open. */
function send(head: string, body: Buffer | string = ""): Raw {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname, () => {
    socket.write(`${head}\r\nHost: ${hostname}:${port}\r\n\r\n`);
    socket.write(body);
  });
  const answered = new Promise<string>((resolve) => {
    let text = "";
    socket.on("data", (data) => {
      text += data;
      if (text.includes("\r\n\r\n")) resolve(text);
    });
    socket.once("error", () => resolve("closed"));
    socket.once("close", () => resolve("closed"));
  });
  return { answered, close: () => socket.destroy() };
}

const unfinished = (request: string, headers = "X-Nothing: 1"): Raw =>
  send(`${request} HTTP/1.1\r\n${headers}\r\nContent-Length: ${2 * MIB}`, Buffer.alloc(MIB));

it("is no way to be kept waiting for a refusal, wherever it is sent", async () => {
  const refusals = [
    ["POST /api/internal/status/update-surface", 401],
    [`POST ${WEBHOOK}`, 401],
    ["POST /api/ops/import", 503],
    ["POST /ops", 503],
    ["POST /nothing", 404],
    ["PUT /x/y", 404],
    ["DELETE /api", 404],
    ["POST /_next/static/x.js", 404],
    ["PATCH /", 405],
    ["POST /history", 405],
    ["POST /sitemap.xml", 405],
    ["POST /api/status/public", 405],
  ] as const;
  const requests = refusals.map(([request]) => unfinished(request));
  const answers = await Promise.all(requests.map(({ answered }) => answered));
  expect(answers.map((answer) => Number(answer.split(" ")[1]))).toEqual(refusals.map(([, status]) => status));
  for (const { close } of requests) close();
});

it("is no way to keep other readers waiting for a copy that is being built", async () => {
  await post(server, "/api/internal/status/invalidate", {}, operatorOf(server).token);
  const stranger = send("GET / HTTP/1.1\r\nContent-Length: 100");
  const others = await Promise.all(Array.from({ length: 5 }, () => get(server, "/")));
  expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  stranger.close();
});

it("is the caller's fault where it breaks off or is no chunk", async () => {
  const broken = send(`POST ${WEBHOOK} HTTP/1.1\r\n${SIGNED}\r\nTransfer-Encoding: chunked`, "4\r\n{}{}\r\nZZ\r\n");
  expect(await broken.answered).toMatch(/^(?:HTTP\/1.1 400 |closed)/);
});

it("is bounded in memory and time over all callers, while an ordinary delivery gets through", async () => {
  const large = Array.from({ length: 5 }, () =>
    send(`POST ${WEBHOOK} HTTP/1.1\r\n${SIGNED}\r\nContent-Length: ${8 * MIB}`, Buffer.alloc(7 * MIB)),
  );
  const first = await Promise.race(large.map(({ answered }) => answered));
  expect(first).toMatch(/^HTTP\/1.1 503 /);
  expect(first.toLowerCase()).toContain("retry-after: 10");
  const delivered = await deliver(server, designCard({ id: 7, tag: "demo-raxx-app", severity: "down" }));
  expect(delivered).toMatchObject({ status: 200, body: { result: "hold" } });
  const statuses = (await Promise.all(large.map(({ answered }) => answered))).map((it) => it.split(" ")[1]);
  expect(new Set(statuses)).toEqual(new Set(["503", "408"]));
  for (const { close } of large) close();
});

it("leaves a method that nobody knows refused, with those that are served", async () => {
  const answer = await fetch(`${server.url}/api/status/public`, { method: "PROPFIND" });
  expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
});
