import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { fetchJson } from "@/lib/services/monitors/ask-json";

/** A limitConcurrency that holds nobody back. */
const open = { limitConcurrency: <T>(request: () => Promise<T>) => request() };

let server: Server | undefined;
afterEach(() => server?.close());

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const answer =
  (
    status: number,
    body: string,
    headers: Record<string, string> = { "Content-Type": "application/json" },
  ): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

/** The body as it was read. */
const read = (body: unknown) => ({ body });

const ask = async (listener: RequestListener) =>
  fetchJson(open, { url: await serve(listener), headers: { Authorization: "Bearer t0ken" } }, read);

test.each([200, 206])("JSON with status %i is an answer", async (status) => {
  expect(await ask(answer(status, '[{"a":1}]'))).toEqual({ body: [{ a: 1 }] });
});

test("we say who we are, and the token is sent", async () => {
  let seen: Record<string, unknown> = {};
  await ask((request, response) => {
    seen = request.headers;
    response.writeHead(204).end();
  });
  expect(seen).toMatchObject({ "user-agent": "raxx-status", authorization: "Bearer t0ken" });
});

test.each([
  ["a refusal", answer(401, '{"id":"unauthorized"}'), "HTTP 401"],
  ["an error page", answer(503, "<html>", { "Content-Type": "text/html" }), "HTTP 503"],
  ["a redirect, which is not followed", answer(302, "", { Location: "http://127.0.0.1:1/" }), "HTTP 302"],
  ["a page where JSON should be", answer(200, "<html>", { "Content-Type": "text/html" }), "not JSON"],
  ["JSON that is cut off", answer(200, '[{"a":'), "not JSON"],
  ["an empty body", answer(200, ""), "not JSON"],
  ["a body over the limit", answer(200, `["${"x".repeat(300_000)}"]`), "over 256 KB"],
])("%s is a failure in words of our own", async (_, listener, failure) => {
  expect(await ask(listener)).toEqual({ failure });
});

test("an answer that its reader can't make sense of is a failure", async () => {
  const url = await serve(answer(200, "[]"));
  expect(await fetchJson(open, { url, headers: {} }, () => null)).toEqual({ failure: "an unexpected response" });
});

test("an upstream that hangs up is a failure", async () => {
  expect(await ask((request) => request.socket.destroy())).toEqual({ failure: "no connection" });
});

test("an upstream that isn't there is a failure", async () => {
  expect(await fetchJson(open, { url: "http://127.0.0.1:1/", headers: {} }, read)).toEqual({
    failure: "no connection",
  });
});

test("one that begins to answer and never ends is given up", async () => {
  const url = await serve((_, response) => response.writeHead(200, { "Content-Type": "application/json" }).write("["));
  expect(await fetchJson(open, { url, headers: {}, timeoutMs: 200 }, read)).toEqual({
    failure: "no response within 0.2 s",
  });
  server?.closeAllConnections();
});
