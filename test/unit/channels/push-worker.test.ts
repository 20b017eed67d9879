import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { expect, it } from "vitest";
import { inRoot } from "../../../scripts/root";

it("A browser whose push service gives it another address signs up with the same choices, and ends the old one", async () => {
  const heard = new Map<string, (event: object) => void>();
  const asked: [path: string, body: unknown][] = [];
  let kept = JSON.stringify({ choices: { kinds: ["maintenance"], zone: "UTC" }, token: "old" });
  const cache = {
    match: async () => new Response(kept),
    put: async (_: string, response: Response) => {
      kept = await response.text();
    },
  };
  const fetch = async (path: string, { body }: { body: string }) => {
    asked.push([path, JSON.parse(body)]);
    return Response.json({ unsubscribe_token: "new" });
  };
  const self = { addEventListener: (name: string, act: (event: object) => void) => heard.set(name, act) };
  const context = createContext({ self, caches: { open: async () => cache }, fetch, Response });
  runInContext(readFileSync(inRoot("public", "push-worker.js"), "utf8"), context);
  const push = { endpoint: "https://push.example/2", keys: { p256dh: "p", auth: "a" } };
  let work: Promise<unknown> | undefined;
  const waitUntil = (promise: Promise<unknown>) => {
    work = promise;
  };
  heard.get("pushsubscriptionchange")?.({ newSubscription: { toJSON: () => push }, waitUntil });
  await work;
  expect(asked).toEqual([
    ["/api/subscribe", { kinds: ["maintenance"], zone: "UTC", channel: "push", push }],
    ["/api/unsubscribe", { token: "old" }],
  ]);
  expect(JSON.parse(kept)).toEqual({ choices: { kinds: ["maintenance"], zone: "UTC" }, token: "new" });
});
