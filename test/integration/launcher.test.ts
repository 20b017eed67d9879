import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { inRoot } from "../../scripts/root";
import { readProcess } from "../support/process";
import { ended, killScripts, type RunningScript, startScript, takePort } from "../support/script";
import { startServer, type TestServer } from "../support/server";

const OTHER_REGISTRY = `surfaces:
  - id: only-here
    display_name: Only here
    category: owned
    public_description: A surface of another registry
`;
const folder = mkdtempSync(join(tmpdir(), "raxx-launcher-"));

afterAll(() => {
  killScripts();
  rmSync(folder, { recursive: true, force: true });
});

/** What wrangler's own command says about a data directory. */
function wrangler(dataDir: string, ...command: string[]): string {
  const args = ["d1", ...command, "--local", "--persist-to", dataDir];
  return execFileSync(inRoot("node_modules", ".bin", "wrangler"), args, { cwd: inRoot(), encoding: "utf8" });
}

describe("package-lock.json", () => {
  type Package = { optionalDependencies?: Record<string, string> };

  it("holds the binaries of every platform, since npm ci refuses it otherwise", () => {
    const packages: Record<string, Package> = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")).packages;
    const names = new Set(Object.keys(packages).map((path) => path.split("node_modules/").at(-1)));
    const wanted = Object.values(packages).flatMap((found) => Object.keys(found.optionalDependencies ?? {}));
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe("a local server's data", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  const execute = (sql: string) => wrangler(server.dataDir, "execute", "raxx-status-db", "--json", "--command", sql);

  it("is what wrangler d1 execute reads, and what it writes the server reads", async () => {
    const [{ n }] = (await server.sql("SELECT count(*) AS n FROM surface_state")) as [{ n: number }];
    expect(n).toBeGreaterThan(0);
    expect(JSON.parse(execute("SELECT count(*) AS n FROM surface_state"))[0].results).toEqual([{ n }]);
    execute("CREATE TABLE noted (word TEXT); INSERT INTO noted VALUES ('seen');");
    expect(await server.sql("SELECT word FROM noted")).toEqual([{ word: "seen" }]);
  });

  it("has every migration in wrangler's own book, so that wrangler has none left to apply", () => {
    expect(wrangler(server.dataDir, "migrations", "list", "raxx-status-db")).toContain("No migrations to apply");
  });

  it("is refused to a second server", async () => {
    await expect(startServer({ dataDir: server.dataDir })).rejects.toThrow(`process id ${process.pid}`);
  });
});

describe("npm start", () => {
  const registryFile = join(folder, "registry.yaml");
  let port: string;
  let running: RunningScript;
  let workerd: number | undefined;

  beforeAll(async () => {
    const found = await takePort();
    await found.free();
    port = found.port;
    writeFileSync(registryFile, OTHER_REGISTRY);
    const env = { PORT: port, STATUS_DATA_DIR: join(folder, "data"), STATUS_REGISTRY: registryFile };
    running = await startScript("start", { ...env, STATUS_WORKER_INTERNAL_KEY: "" }, /Ready after/);
  });

  it("serves another registry beside a server that has its own", async () => {
    const server = await startServer();
    const read = async (url: string) => JSON.stringify(await (await fetch(`${url}/api/status/public/surfaces`)).json());
    expect(await read(`http://127.0.0.1:${port}`)).toContain("only-here");
    expect(await read(server.url)).not.toContain("only-here");
    await server.stop();
  });

  it("says where the secrets are and which endpoint is not configured, and never a value", () => {
    expect(running.said).toMatch(/Secrets +\.dev\.vars; .*not set.*: STATUS_WORKER_INTERNAL_KEY/);
    expect(running.said).not.toMatch(/TOKEN=[\w-]{20}/);
  });

  it("refuses a port that is taken, before it builds anything", async () => {
    const taken = await takePort();
    const { child, said } = await startScript("start", { PORT: taken.port }, /^$/);
    await taken.free();
    expect(await ended(child)).toBe(1);
    expect(said).toContain(`Port ${taken.port} of 127.0.0.1 is taken`);
    expect(said).toContain("PORT=");
    expect(said).not.toContain("Building");
  });

  it("names the line of a registry that it can't read", async () => {
    writeFileSync(join(folder, "bad.yaml"), `${OTHER_REGISTRY}    color: red\n`);
    const { child, said } = await startScript("start", { PORT: "0", STATUS_REGISTRY: join(folder, "bad.yaml") }, /^$/);
    expect(await ended(child)).toBe(1);
    expect(said).toMatch(/bad\.yaml:6:5 .*color/);
  });

  it("ends with its last process on Ctrl-C", async () => {
    workerd = findWorkerd(running.child.pid ?? 0);
    running.child.kill("SIGINT");
    expect(await ended(running.child)).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    if (workerd) expect(readProcess(workerd)?.state ?? "Z").toBe("Z");
  });
});

/** The workerd below a process, where there is a /proc to look in. */
function findWorkerd(ancestor: number): number | undefined {
  if (!readProcess(ancestor)) return undefined;
  const pids = execFileSync("ls", ["/proc"], { encoding: "utf8" }).split("\n").map(Number).filter(Boolean);
  const isBelow = (pid: number): boolean => pid === ancestor || (pid > 1 && isBelow(readProcess(pid)?.parent ?? 0));
  return pids.find((pid) => readProcess(pid)?.name === "workerd" && isBelow(pid));
}
