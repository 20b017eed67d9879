import { expect, it } from "vitest";
import { get } from "../support/http";
import { likenessOf, withoutTimes } from "../support/page-likeness";
import { serverForFile } from "../support/server-for-file";

/**
 * A module in front of the Worker. `X-Break: NAME,2` has the second read of that binding throw, and no other: the Worker itself
 * then can't answer, and Next, which comes after it, can. `/test/log` gives what was logged.
 */
const BREAKING = `
import app from "./worker.js";
const lines = [];
const { log } = console;
console.log = (...texts) => {
  lines.push(texts.join(" "));
  log(...texts);
};
export default {
  fetch(request, env, ctx) {
    if (new URL(request.url).pathname === "/test/log") return Response.json(lines);
    const [broken, nth] = (request.headers.get("X-Break") ?? "").split(",");
    let reads = 0;
    const get = (target, name) => {
      if (name === broken && ++reads === Number(nth)) throw new Error("a binding that is broken");
      return target[name];
    };
    return app.fetch(request, broken ? new Proxy(env, { get }) : env, ctx);
  },
  scheduled: app.scheduled,
};`;

const { server } = serverForFile({ entry: BREAKING, withoutEdge: true });

const complaints = async () =>
  (await get<string[]>(server, "/test/log")).body.filter((line) => line.includes("answering before Next failed"))
    .length;

it("a page that the Worker can't render is Next's, and the log says so", async () => {
  const whole = await get(server, "/history");
  const before = await complaints();
  const rescued = await get(server, "/history", { "X-Break": "DEMO,1" });
  expect([rescued.status, rescued.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  expect(rescued.text).toContain("__next_f");
  expect(likenessOf(rescued.text)).toEqual(likenessOf(whole.text));
  expect(await complaints()).toBe(before + 1);
});

it("what the Worker can't answer leads to the page's one address all the same, and a page that is not there has its text", async () => {
  const broken = { "X-Break": "DEMO,1" };
  const moved = await get(server, "/history/?lang=de", broken);
  expect([moved.status, moved.headers.get("Location")]).toEqual([308, "/de/history"]);
  const missing = await get(server, "/surfaces/nope", broken);
  expect([missing.status, missing.text.replace(/<script[\s\S]*?<\/script>/g, "")]).toEqual([
    404,
    expect.stringContaining("This page does not exist"),
  ]);
});

it("a route handler that the Worker can't call is called by Next, and the log says so", async () => {
  const path = "/api/status/public/surfaces";
  const whole = await get(server, path);
  const before = await complaints();
  const rescued = await get(server, path, { "X-Break": "STATUS_SNAPSHOT,2" });
  expect(rescued.status).toBe(200);
  expect(withoutTimes(rescued.text)).toBe(withoutTimes(whole.text));
  expect(await complaints()).toBe(before + 1);
});

it("what neither can answer is a problem that says nothing of us", async () => {
  const failed = await get(server, "/history", { "X-Break": "STATUS_SNAPSHOT,1" });
  expect(failed.status).toBe(500);
  expect(failed.text).not.toMatch(/binding|broken|at /);
});
