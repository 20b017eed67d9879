import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inRoot } from "../../../scripts/root";
import { startServer, type TestServer } from "../../support/server";
import { QUIET } from "../../support/surfaces";

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ env: QUIET });
  await server.sql("DELETE FROM surface_state WHERE surface_id IN ('docs-raxx-app', 'cloudflare')");
});
afterAll(() => server.stop());

/** `npm run seed -- …`, as npm runs it. */
async function seed(args: string[], token = "") {
  const env = { ...process.env, STATUS_INTERNAL_WRITE_TOKEN: token };
  const command = ["--import", "tsx", "scripts/seed.ts", ...args];
  return promisify(execFile)("node", command, { cwd: inRoot(), env })
    .then(({ stdout }) => ({ ok: true, said: stdout }))
    .catch(({ stderr }: { stderr: string }) => ({ ok: false, said: stderr }));
}

it("says of each surface what became of it, and the second time does nothing", async () => {
  const token = server.secrets.STATUS_INTERNAL_WRITE_TOKEN;
  const first = await seed(["--worker-url", `${server.url}/`, "--token", token]);
  expect(first.ok, first.said).toBe(true);
  expect(first.said).toMatch(/^ {2}docs-raxx-app +inserted$/m);
  expect(first.said).toMatch(/^ {2}cloudflare +inserted$/m);
  expect(first.said).toMatch(/^ {2}app-raxx-app +already there$/m);
  expect(first.said).toContain("2 inserted, 21 already there");
  const second = await seed(["--worker-url", server.url], token);
  expect(second.said).toContain("0 inserted, 23 already there");
  expect(first.said + second.said).not.toContain(token);
});

it("says what is wrong with what it was given, and never the token", async () => {
  const wrong = await seed(["--worker-url", server.url, "--token", "wrong-token"]);
  expect([wrong.ok, wrong.said]).toEqual([false, expect.stringContaining("STATUS_INTERNAL_WRITE_TOKEN")]);
  expect(wrong.said).not.toContain("wrong-token");
  const none = await seed(["--worker-url", server.url]);
  expect(none.said).toContain("No token");
});
