import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ended, killScripts, type RunningScript, startScript, takePort } from "../support/script";

const folder = mkdtempSync(join(tmpdir(), "raxx-dev-"));
let url: string;
let running: RunningScript;

beforeAll(async () => {
  const { port, free } = await takePort();
  await free();
  url = `http://127.0.0.1:${port}`;
  const env = { PORT: port, STATUS_DATA_DIR: folder, OPS_LOCAL_OPERATOR: "dev@example.com" };
  running = await startScript("dev", env, /Ctrl-C stops it/);
});
afterAll(() => {
  killScripts();
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  ["/", "<h1"],
  ["/de", 'lang="de"'],
  ["/surfaces/app-raxx-app", "Raxx App"],
  ["/api/status/public/surfaces", '"app-raxx-app"'],
  ["/feed.json", "jsonfeed.org"],
  ["/badge.svg", "<svg"],
  ["/ops", "dev@example.com"],
])("npm run dev serves %s through Next, on the seeded database", async (path, content) => {
  const response = await fetch(url + path);
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining(content)]);
});

it("ends on Ctrl-C", async () => {
  running.child.kill("SIGINT");
  await ended(running.child);
  await expect(fetch(`${url}/`)).rejects.toThrow();
});
