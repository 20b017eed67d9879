import { describe, expect, it } from "vitest";
import { EXPIRING, expire, revalidated } from "../support/expire";
import { get } from "../support/http";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

const { server, operator } = serverForFile({ env: QUIET, entry: EXPIRING });

/** The page, from a copy that is kept. */
async function warmPage() {
  await get(server, "/");
  const kept = await get(server, "/");
  expect(kept.headers.get("CF-Cache-Status")).toBe("HIT");
  return kept;
}

describe("a page that is asked for anew", () => {
  it("stands for a minute while nothing that it shows has changed, with the policy that it was kept with", async () => {
    const before = await warmPage();
    await expire(server);
    expect((await get(server, "/")).headers.get("CF-Cache-Status")).toBe("UPDATING");
    const after = await revalidated(server, "/", before.headers);
    expect(after.text).toBe(before.text);
    for (const name of ["ETag", "Content-Security-Policy", "Content-Type", "X-Frame-Options"])
      expect([name, after.headers.get(name)]).toEqual([name, before.headers.get(name)]);
    expect(after.headers.get("Content-Security-Policy")).toMatch(/script-src 'self'; style-src 'self' 'sha256-/);
  });

  it("is never confirmed after a write", async () => {
    const held = { "If-None-Match": (await warmPage()).headers.get("ETag") ?? "" };
    expect((await get(server, "/", held)).status).toBe(304);
    expect((await get(server, "/de", held)).status).toBe(200);
    await operator.pin("demo-raxx-app", "DEGRADED", { public_note: "Not what was held." });
    const after = await get(server, "/", held);
    expect([after.status, after.text.includes("Not what was held.")]).toEqual([200, true]);
    await operator.pin("demo-raxx-app", "OPERATIONAL");
  });
});
