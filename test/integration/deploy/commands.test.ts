import { execFile } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { JUDGED } from "../../../scripts/deploy/check-cache";
import { inRoot } from "../../../scripts/root";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { paths, result, startCloudflare } from "../../unit/deploy/cloudflare";
import { cachedWell } from "../../unit/deploy/live-site";

const WORKER = "raxx-status-worker";
const [OLD, NEW] = ["a".repeat(40), "b".repeat(40)];

let cloudflare: FakeServer;
let site: FakeServer;
let env: NodeJS.Dict<string>;
beforeAll(async () => {
  const started = await startCloudflare();
  cloudflare = started.fake;
  env = started.env;
  site = await startFakeServer();
  const deployed = (created_on: string, version_id: string) => ({
    created_on,
    versions: [{ version_id, percentage: 100 }],
  });
  const deployments = [deployed("2026-11-20T00:00:00Z", "new"), deployed("2026-11-10T00:00:00Z", "old")];
  cloudflare.at(paths.deployments(WORKER), result({ deployments }));
  for (const [id, commit] of [["new", NEW] as const, ["old", OLD] as const])
    cloudflare.at(
      paths.version(WORKER, id),
      result({ resources: { bindings: [{ name: "DEPLOYED_COMMIT", text: commit }] } }),
    );
  cloudflare.at(paths.token, result({ status: "active" }));
  site.at("/api/version", { body: { commit: NEW, deployed_at: null } });
  site.at("/healthz", { body: { status: "ok" } });
  for (const path of Object.keys(JUDGED)) site.at(path, cachedWell(path));
});
afterAll(() => Promise.all([cloudflare.stop(), site.stop()]));

/** One of our commands as npm runs it, with the fake account and the fake live site. */
const run = (script: string, ...args: string[]): Promise<{ status: number; said: string }> =>
  new Promise((resolve) => {
    const command = ["scripts/bootstrap.mjs", script, "--env", "production", "--url", site.url, ...args];
    execFile("node", command, { cwd: inRoot(), env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });

const versions = (...changes: object[]) =>
  cloudflare.at(
    paths.versions(WORKER),
    result({
      items: [
        { id: "new", metadata: { created_on: "2026-11-20T00:00:00Z" } },
        ...changes,
        { id: "old", metadata: { created_on: "2026-11-10T00:00:00Z" } },
      ],
    }),
  );

it("npm run verify ends well where all is as it was meant, and else names what is not, and ends with 1", async () => {
  const well = await run("scripts/verify.ts");
  expect(well.status, well.said).toBe(0);
  expect(well.said).toContain("✓ cache of /: as we wrote it: public, max-age=0, HIT");
  site.at("/badge.svg", cachedWell("/badge.svg", { "Cache-Control": "public, max-age=14400" }));
  const rewritten = await run("scripts/verify.ts");
  expect(rewritten.status, rewritten.said).toBe(1);
  expect(rewritten.said).toContain("✗ cache of /badge.svg");
  expect(rewritten.said).toContain("→ the zone's Browser Cache TTL rewrites it: set Respect Existing Headers");
});

it("npm run rollback stops with 1 for an old secret, and else ends well once the old commit is live", async () => {
  versions({
    id: "rotated",
    metadata: { created_on: "2026-11-15T00:00:00Z" },
    annotations: { "workers/triggered_by": "secret" },
  });
  const stopped = await run("scripts/deploy/rollback.ts");
  expect(stopped.status, stopped.said).toBe(1);
  expect(stopped.said).toContain("would bring old secrets back");
  versions();
  site.at("/api/version", { body: { commit: OLD, deployed_at: null } });
  const done = await run("scripts/deploy/rollback.ts");
  expect(done.status, done.said).toBe(0);
  expect(done.said).toContain(`${OLD} is live`);
});
