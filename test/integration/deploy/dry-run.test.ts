import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ensureBuild } from "../../../scripts/ensure-build";
import { inRoot, listMigrations } from "../../../scripts/root";

/** `npm run deploy`'s own command, without an account and without a network. */
function deploy(...args: string[]) {
  const env = {
    ...process.env,
    CLOUDFLARE_API_TOKEN: "",
    CLOUDFLARE_API_BASE_URL: "http://127.0.0.1:9",
    WORKERS_CI: "",
  };
  const command = ["scripts/bootstrap.mjs", "scripts/deploy/deploy.ts", ...args];
  const { status, stdout, stderr } = spawnSync("node", command, { cwd: inRoot(), env, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

it("npm run deploy -- --dry-run --env production does all that needs no account, and ends well", async () => {
  await ensureBuild();
  const { status, said } = deploy("--dry-run", "--env", "production");
  expect(status, said).toBe(0);
  expect(said).toMatch(/[!✓] tests: (?:not run at this commit|\d+ passed, \d+ failed)/);
  for (const name of listMigrations()) expect(said).toContain(name);
  expect(said).toMatch(/env\.DB \(raxx-status-db\) +D1 Database/);
  expect(said).toMatch(/env\.FLAG_STATUS_PUBLIC_ENDPOINT \("[01]"\)/);
  expect(said).toContain("npx wrangler rollback <previous version> --env production");
  expect(said).toContain("Dry run: nothing was deployed.");
  const config = JSON.parse(readFileSync(inRoot(".build", "wrangler.production.dry-run.json"), "utf8"));
  expect(Object.keys(config.env)).toEqual(["production"]);
  expect(said).toContain(config.env.production.vars.DEPLOYED_COMMIT);
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
