import { connect } from "node:net";
import { expect, it } from "vitest";
import { get, post } from "../support/http";
import { operatorOf } from "../support/operator";
import { serverForFile } from "../support/server-for-file";

const { server } = serverForFile();

/** A request that announces a body and sends none, its connection left open; gives the status line that it is answered with. */
function ask(head: string): { answered: Promise<string>; close: () => void } {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname, () =>
    socket.write(`${head}\r\nHost: ${hostname}\r\nContent-Length: 100\r\n\r\n`),
  );
  const answered = new Promise<string>((resolve, reject) => {
    socket.once("data", (data) => resolve(String(data).split("\r\n")[0] ?? ""));
    socket.once("error", reject);
    socket.once("close", () => resolve("closed"));
  });
  return { answered, close: () => socket.destroy() };
}

it("is no way to be kept waiting for a refusal", async () => {
  const stranger = ask("POST /api/internal/status/update-surface HTTP/1.1");
  expect(await stranger.answered).toMatch(/ 401 /);
  stranger.close();
});

it("is no way to keep other readers waiting for a copy that is being built", async () => {
  await post(server, "/api/internal/status/invalidate", {}, operatorOf(server).token);
  const stranger = ask("GET / HTTP/1.1");
  const others = await Promise.all(Array.from({ length: 5 }, () => get(server, "/")));
  expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  stranger.close();
});

it("leaves a method that nobody knows refused, with those that are served", async () => {
  const answer = await fetch(`${server.url}/api/status/public`, { method: "PROPFIND" });
  expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
});
