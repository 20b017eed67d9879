import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { inRoot } from "../../scripts/root";

const folder = mkdtempSync(join(tmpdir(), "raxx-demo-command-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run demo`'s own command, with a folder for temporary files that we can look into. */
function startCommand(env: Record<string, string>) {
  const child = spawn("node", ["scripts/bootstrap.mjs", "scripts/demo.ts"], {
    cwd: inRoot(),
    env: { ...process.env, PORT: "0", TMPDIR: folder, ...env },
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  let said = "";
  const heard = (until: RegExp) =>
    new Promise<string>((resolve) => {
      const hear = (chunk: Buffer) => {
        said += chunk;
        if (until.test(said)) resolve(said);
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.once("close", () => resolve(said));
    });
  return { child, ended, heard };
}

it("npm run demo says what is about to happen, serves it, and leaves nothing behind on Ctrl-C", async () => {
  const { child, ended, heard } = startCommand({ GITHUB_API_TOKEN: "a-token-of-the-shell" });
  try {
    const said = await heard(/Ready after/);
    expect(said).toContain("every page says so");
    expect(said).toMatch(/in +5 s +Raxx App stops responding/);
    expect(said).not.toMatch(/TOKEN=[\w-]{20}/);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? "";
    expect(await (await fetch(`${url}/`)).text()).toContain('data-strip="demo"');
    const configuration = await (await fetch(`${url}/api/ops/configuration`)).text();
    expect(configuration).toMatch(/"GITHUB_API_TOKEN","[^}]*"status":"missing"/);
    expect(readdirSync(folder).filter((name) => name.startsWith("raxx-status-demo-"))).toHaveLength(1);
  } finally {
    child.kill("SIGINT");
  }
  expect(await ended).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith("raxx-status-demo-"))).toEqual([]);
});

it("npm run demo refuses a folder that holds somebody's data", async () => {
  const taken = join(folder, "taken");
  mkdirSync(taken);
  writeFileSync(join(taken, "anything"), "");
  const { ended, heard } = startCommand({ STATUS_DATA_DIR: taken });
  expect(await heard(/STATUS_DATA_DIR=/)).toContain(`${taken} is not empty`);
  expect(await ended).toBe(1);
});
