import { afterAll, beforeAll, expect, it } from "vitest";
import { signedIn, startAccess } from "../../support/access";
import { get, post } from "../../support/http";
import { operatorOf } from "../../support/operator";
import { startServer, type TestServer } from "../../support/server";
import { QUIET } from "../../support/surfaces";
import { logOf } from "../failure/broken";
import { seen, write } from "../ops/world";

const INVALIDATE = "/api/internal/status/invalidate";

let access: Awaited<ReturnType<typeof startAccess>>;
let server: TestServer;
beforeAll(async () => {
  access = await startAccess();
  server = await startServer({ env: { ...QUIET, ...access.env }, purgeLimit: true });
});
afterAll(() => Promise.all([server, access].map((each) => each.stop())));

const key = () => ({ "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN });
const order = () => post<{ purged: boolean }>(server, INVALIDATE, {}, key());

/** Orders purges until one is refused; gives how many were taken. */
async function useUp(): Promise<number> {
  for (let taken = 0; ; taken++) if (!(await order()).body.purged) return taken;
}

it("a refused purge is said in the answer to an order, and logged", async () => {
  expect(await useUp()).toBeGreaterThan(20); // the registry's seed took one of the 25
  const lines = await logOf(order);
  expect(lines).toContainEqual(expect.objectContaining({ msg: "cache purge refused", errors: [expect.anything()] }));
});

it("it fails no write, whose answer says that readers see it later; a purge that was taken is not told of", async () => {
  await useUp();
  const body = { surface_id: "app-raxx-app", state: "DOWN", state_source: "manual" };
  expect((await post(server, "/api/internal/status/update-surface", body, key())).body).toMatchObject({
    changed: true,
    purged: false,
  });
  const window = {
    surface_ids: ["docs-raxx-app"],
    starts_at: new Date(Date.now() + 3_600_000).toISOString(),
    ends_at: new Date(Date.now() + 7_200_000).toISOString(),
  };
  const planned = await post<{ id: string }>(server, "/api/internal/status/maintenance", window, key());
  expect([planned.status, planned.body]).toEqual([201, expect.objectContaining({ purged: false })]);
  const open = await startServer({ env: QUIET });
  const taken = await operatorOf(open).pin("app-raxx-app", "DOWN");
  expect(taken.body).not.toHaveProperty("purged");
  await open.stop();
});

it("an operator's write says so, and so does an operator's order", async () => {
  const onCall = await signedIn(server, access, "on-call@raxx.app");
  await useUp();
  const surfaces = await seen(onCall, "app-raxx-app");
  const written = await write(onCall, { action: "override", surfaces, state: "PARTIAL" });
  expect([written.status, written.body.purged]).toEqual([200, false]);
  const ordered = await onCall.post<{ result: object }>("/api/ops/invalidate", {});
  expect(ordered.body.result).toEqual({ invalidated: "all", purged: false });
  expect((await get(server, "/api/status/public/surfaces")).status).toBe(200);
});
