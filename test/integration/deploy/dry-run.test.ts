import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuild } from "../../../scripts/ensure-build";
import { inRoot, listMigrations } from "../../../scripts/root";
import type { FakeServer } from "../../fakes/server";
import { paths, result, startCloudflare } from "../../unit/deploy/cloudflare";

type Ended = { status: number; said: string };

/** `npm run deploy`'s own command, without an account and a network unless they are given. */
function deploy(args: string[], given: NodeJS.Dict<string> = {}): Promise<Ended> {
  const env = {
    ...process.env,
    CLOUDFLARE_API_TOKEN: "",
    CLOUDFLARE_API_BASE_URL: "http://127.0.0.1:9",
    WORKERS_CI: "",
    ...given,
  };
  const command = ["scripts/bootstrap.mjs", "scripts/deploy/deploy.ts", ...args];
  return new Promise((resolve) =>
    execFile("node", command, { cwd: inRoot(), env }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), said: stdout + stderr }),
    ),
  );
}

it("npm run deploy -- --dry-run --env production does all that needs no account, and ends well", async () => {
  await ensureBuild();
  const { status, said } = await deploy(["--dry-run", "--env", "production"]);
  expect(status, said).toBe(0);
  expect(said).toMatch(/[!✓] tests: (?:not run at this commit|\d+ passed, \d+ failed)/);
  for (const name of listMigrations()) expect(said).toContain(name);
  expect(said).toMatch(/env\.DB \(raxx-status-db\) +D1 Database/);
  expect(said).toMatch(/env\.FLAG_STATUS_PUBLIC_ENDPOINT \("[01]"\)/);
  expect(said).toContain("npm run rollback -- --env production --to <previous version>");
  expect(said).toContain("Dry run: nothing was deployed.");
  const config = JSON.parse(readFileSync(inRoot(".build", "wrangler.production.dry-run.json"), "utf8"));
  expect(Object.keys(config.env)).toEqual(["production"]);
  expect(said).toContain(config.env.production.vars.DEPLOYED_COMMIT);
});

describe("a dry run with a token", () => {
  const WORKER = "raxx-status-worker";
  const HOST = "status.raxx.app";
  let fake: FakeServer;
  let env: NodeJS.Dict<string>;
  beforeAll(async () => {
    ({ fake, env } = await startCloudflare());
    fake.at(paths.databases, result([{ uuid: "db1", name: "raxx-status-db" }]));
    fake.at(paths.namespaces, result([]));
    fake.at(paths.query("db1"), result([{ results: [] }]));
    fake.at(paths.secrets(WORKER), result([{ name: "STATUS_INTERNAL_WRITE_TOKEN" }]));
    fake.at(paths.zones, result([{ id: "zone0", name: "raxx.app" }]));
    fake.at(paths.routes, result([]));
    fake.at(paths.domains, result([]));
    fake.at(paths.records, result([{ type: "CNAME", content: "old-page.example.net" }]));
  });
  afterAll(() => fake.stop());

  it("looks at the account, stops where the hostname is another's, and changes nothing", async () => {
    const { status, said } = await deploy(["--dry-run", "--env", "production"], env);
    expect(status, said).toBe(1);
    expect(said).toContain(`✗ hostname: ${HOST} belongs to a DNS record CNAME old-page.example.net`);
    expect(said).toContain("--take-hostname");
    expect(said).toContain("Not deployed: fix the failures of the preflight above.");
    expect(fake.asked.filter(({ method, path }) => method !== "GET" && !path.endsWith("/query"))).toEqual([]);
  });

  it("stops without the write token's secret", async () => {
    fake.at(paths.secrets(WORKER), result([]));
    const { status, said } = await deploy(["--dry-run", "--env", "production", "--take-hostname"], env);
    expect(status, said).toBe(1);
    expect(said).toContain("✗ STATUS_INTERNAL_WRITE_TOKEN: not set");
    expect(said).toContain(`! hostname: ${HOST} belongs to a DNS record CNAME old-page.example.net and is taken over`);
    fake.at(paths.secrets(WORKER), result([{ name: "STATUS_INTERNAL_WRITE_TOKEN" }]));
  });

  it("goes on to the plan where the hostname may be taken", async () => {
    const { status, said } = await deploy(["--dry-run", "--env", "production", "--take-hostname"], env);
    expect(status, said).toBe(0);
    expect(said).toContain("Dry run: nothing was deployed.");
  });
});

it.each([
  ["a bare wrangler deploy", []],
  ["an environment", ["--env", "production"]],
])("%s bundles React as for production, whatever NODE_ENV says", async (_, args) => {
  await ensureBuild();
  const outdir = mkdtempSync(join(tmpdir(), "raxx-status-bundle-"));
  const env = { ...process.env, NODE_ENV: "development" as const };
  const command = ["deploy", "--dry-run", "--outdir", outdir, ...args];
  const { status, stdout, stderr } = spawnSync("wrangler", command, { cwd: inRoot(), env, encoding: "utf8" });
  expect(status, stdout + stderr).toBe(0);
  // Development's React asks a server of its own kind for the owner of each element; production's has none.
  expect(readFileSync(join(outdir, "worker.js"), "utf8").includes("getOwner")).toBe(false);
  rmSync(outdir, { recursive: true });
});
