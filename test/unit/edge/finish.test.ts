import { expect, test } from "vitest";
import { finish } from "@/lib/server/serve";

/** What Next and OpenNext say of themselves and of what they cached. */
const GIVEN = {
  "X-Powered-By": "Next.js",
  "X-OpenNext": "1",
  "X-Nextjs-Cache": "HIT",
  "X-Nextjs-Prerender": "1",
  "X-Nextjs-Stale-Time": "300",
  Vary: "rsc, next-router-state-tree",
};

test("No response names the software that made it, nor how that cached it", () => {
  const response = new Response("", { headers: { ...GIVEN, "Content-Language": "en" } });
  const { headers } = finish(response, { pathname: "/", requestId: "test-request" });
  expect(Object.keys(GIVEN).filter((name) => headers.has(name))).toEqual([]);
  expect(headers.get("Content-Language")).toBe("en");
});
