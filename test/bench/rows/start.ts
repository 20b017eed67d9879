import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { get } from "../../support/http";
import { startServer } from "../../support/server";
import { median } from "../load/median";
import { startBusyServer } from "../server/busy-server";
import type { BenchRun } from "./bench-run";
import type { Row } from "./row";

const ASKED = ["/api/status/public/surfaces", "/"];

/** The first request that a fresh process gets, each time another process. */
export async function measureStart({ effort }: BenchRun): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "raxx-status-start-"));
  try {
    const busy = await startBusyServer({ dataDir: join(folder, "scene") });
    await busy.server.stop();
    const rows: Row[] = [];
    for (const path of ASKED) {
      const found: number[] = [];
      for (let i = 0; i < effort.rounds; i++) found.push(await firstAnswerMs(folder, path));
      rows.push({
        what: `${path}: first answer of a fresh process`,
        found: `${median(found).toFixed(0)} ms (${found.map((ms) => ms.toFixed(0)).join(", ")})`,
        target: "",
        isMet: null,
      });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** On a port of its own, since only then nothing has been asked of the process that answers there, not even a seed. */
async function firstAnswerMs(folder: string, path: string): Promise<number> {
  const dataDir = join(folder, "run");
  cpSync(join(folder, "scene"), dataDir, { recursive: true });
  const server = await startServer({ dataDir, port: await findFreePort() });
  try {
    const startedMs = performance.now();
    const { status } = await get(server, path);
    const ms = performance.now() - startedMs;
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return ms;
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
