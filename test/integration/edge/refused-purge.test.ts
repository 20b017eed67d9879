import { describe, expect, it } from "vitest";
import { post } from "../../support/http";
import { operatorOf } from "../../support/operator";
import { startServer } from "../../support/server";
import { QUIET } from "../../support/surfaces";

describe("a purge that the platform refuses", () => {
  it("is said in the answer to an order, and fails no write", async () => {
    const limited = await startServer({ env: QUIET, purgeLimit: true });
    const key = { "X-Internal-Status-Token": limited.secrets.STATUS_INTERNAL_WRITE_TOKEN };
    const order = () => post<object>(limited, "/api/internal/status/invalidate", {}, key);
    for (let i = 0; i < 25; i++) expect((await order()).body).toEqual({ invalidated: "all", purged: true });
    expect((await order()).body).toEqual({ invalidated: "all", purged: false });
    expect((await operatorOf(limited).pin("app-raxx-app", "DOWN")).status).toBe(200);
    await limited.stop();
  });
});
