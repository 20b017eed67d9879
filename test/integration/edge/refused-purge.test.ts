import { describe, expect, it } from "vitest";
import { post } from "../../support/http";
import { operatorOf } from "../../support/operator";
import { startServer } from "../../support/server";
import { QUIET } from "../../support/surfaces";

describe("a purge that the platform refuses", () => {
  it("is said in the answer to an order, and fails no write", async () => {
    const limited = await startServer({ env: QUIET, purgeLimit: true });
    const key = { "X-Internal-Status-Token": limited.secrets.STATUS_INTERNAL_WRITE_TOKEN };
    const order = () => post<{ purged: boolean }>(limited, "/api/internal/status/invalidate", {}, key);
    const taken: boolean[] = [];
    for (let i = 0; i < 26; i++) taken.push((await order()).body.purged);
    expect(taken.lastIndexOf(true)).toBeGreaterThan(20); // the registry's seed took one of the 25
    expect(taken.at(-1)).toBe(false);
    expect((await operatorOf(limited).pin("app-raxx-app", "DOWN")).status).toBe(200);
    await limited.stop();
  });
});
