import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { inRoot } from "../../scripts/root";
import { run } from "../../scripts/run";
import { main, PlainError, say } from "../../scripts/terminal";
import { showIncidents } from "../e2e/scenes";
import { ensureBrowser } from "../support/browser";
import { operatorOf } from "../support/operator";
import { startServer } from "../support/server";
import { startCompressingEdge } from "./compressing-edge";
import { type Report, summarizeRuns, tableOf } from "./lighthouse-report";

const BENCH = inRoot("test", "bench");
const LIGHTHOUSE = join(BENCH, "node_modules", "lighthouse");
const RESULTS = inRoot("test-results", "lighthouse");
const RUNS = 5;

const readJson = (file: string) => JSON.parse(readFileSync(file, "utf8"));

/** Lighthouse is no dependency of the project: its package.json lies beside this file. */
async function ensureLighthouse(): Promise<void> {
  const wanted = readJson(join(BENCH, "package.json")).dependencies.lighthouse;
  const found = join(LIGHTHOUSE, "package.json");
  if (existsSync(found) && readJson(found).version === wanted) return;
  say(`Installing lighthouse ${wanted} (npm install in test/bench)`);
  const { ok, output } = await run("npm", [
    "install",
    "--prefix",
    BENCH,
    "--no-package-lock",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
  if (!ok) throw new PlainError(output);
}

/** One run as Lighthouse does it for a phone: a slow network and processor, simulated. */
async function audit(url: string, browser: string): Promise<Report> {
  const output = join(RESULTS, "last-run.json");
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update"];
  const asked = [url, "--output=json", `--output-path=${output}`, `--chrome-flags=${flags.join(" ")}`];
  const quiet = ["--quiet", "--no-enable-error-reporting"];
  const { ok, output: words } = await run("node", [join(LIGHTHOUSE, "cli", "index.js"), ...asked, ...quiet], {
    env: { CHROME_PATH: browser },
  });
  if (!ok) throw new PlainError(words);
  return readJson(output);
}

async function auditBoard(browser: string): Promise<Report[]> {
  const server = await startServer();
  const edge = await startCompressingEdge(server.url);
  try {
    await showIncidents({ server, operator: operatorOf(server) });
    await (await fetch(edge.url)).text();
    const reports: Report[] = [];
    for (let i = 1; i <= RUNS; i++) {
      say(`Run ${i} of ${RUNS} (load ${loadavg()[0]?.toFixed(1)})`);
      reports.push(await audit(`${edge.url}/`, browser));
    }
    return reports;
  } finally {
    edge.stop();
    await server.stop();
  }
}

// `npm run bench:lighthouse`: the built front page amid incidents; the median of the runs has to reach the marks of contract §10.4.
await main(async () => {
  await ensureLighthouse();
  mkdirSync(RESULTS, { recursive: true });
  const browser = await ensureBrowser();
  const before = loadavg();
  const summary = summarizeRuns(await auditBoard(browser));
  const record = { at: new Date().toISOString(), load: { before, after: loadavg() }, ...summary };
  writeFileSync(join(RESULTS, "record.json"), `${JSON.stringify(record, null, 2)}\n`);
  console.log(tableOf(summary));
  if (!summary.isGood) throw new PlainError("Below the marks.");
});
