import { get, request, sleep } from "./http";
import type { TestServer } from "./server";

const EXPIRE = "/test/expire";

/** A module in front of the Worker (`startServer`'s `entry`) for tests that can't wait until what is cached is stale. */
export const EXPIRING = `
import app from "./worker.js";
export default {
  fetch: async (request, env, ctx) =>
    new URL(request.url).pathname === "${EXPIRE}"
      ? Response.json(await ctx.cache.invalidate({ purgeEverything: true }))
      : app.fetch(request, env, ctx),
  scheduled: app.scheduled,
};`;

/** Makes all that is cached stale, as its time would: the next request is answered by it, and has it revalidated. */
export const expire = (server: TestServer) => request(server, EXPIRE, { method: "POST" });

/** A response once its origin has been asked about it again: by another request than the one that made `before`. */
export async function revalidated(server: TestServer, path: string, before: Headers) {
  for (;;) {
    const answer = await get(server, path);
    if (answer.headers.get(REQUEST_ID) !== before.get(REQUEST_ID)) return answer;
    await sleep(20);
  }
}

const REQUEST_ID = "X-Request-Id";
