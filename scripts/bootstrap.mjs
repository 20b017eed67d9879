// The first step of every npm script: `node scripts/bootstrap.mjs <script.ts> [arguments]`.
// It runs on whatever Node the machine has (20.9 or newer, built-ins only), installs the dependencies if they are
// missing or stale, and then runs the script on the Node 24 that is one of them.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BIN = join(ROOT, "node_modules", ".bin");
const INSTALL_LOCK = join(ROOT, ".build", "install.lock");

const say = (line) => console.error(`▸ ${line}`);

function fail(...lines) {
  for (const line of lines) console.error(`✖ ${line}`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9))
    fail(`Node 20.9 or newer is needed; this is ${process.version} (${process.execPath}).`);
}

/** Whether node_modules holds what package-lock.json asks for, by npm's record of installed packages. */
function isInstalled() {
  const record = join("node_modules", ".package-lock.json");
  if (!existsSync(join(ROOT, record))) return false;
  const files = ["package.json", "package-lock.json", record];
  const [declared, locked, installed] = files.map((file) => JSON.parse(readFileSync(join(ROOT, file), "utf8")));
  const { "": root, ...wanted } = locked.packages;
  const isLocked = ["dependencies", "devDependencies"].every(
    (kind) => JSON.stringify(declared[kind]) === JSON.stringify(root[kind]),
  );
  const isThere = ([path, { version, optional }]) =>
    (installed.packages[path]?.version ?? (optional && version)) === version;
  return isLocked && Object.entries(wanted).every(isThere);
}

/** Waits while another process installs; the lock of a process that has ended is removed. */
async function takeInstallLock() {
  mkdirSync(join(ROOT, ".build"), { recursive: true });
  for (let isWaiting = false; ; isWaiting = true) {
    try {
      return writeFileSync(INSTALL_LOCK, String(process.pid), { flag: "wx" });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (isAbandoned()) rmSync(INSTALL_LOCK, { force: true });
    else if (!isWaiting) say("Waiting for another process that is installing dependencies");
    await sleep(500);
  }
}

/** Whether the process that the lock names has ended without removing it. */
function isAbandoned() {
  try {
    process.kill(Number(readFileSync(INSTALL_LOCK, "utf8")), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function runNpmCi() {
  const npm = process.env.npm_execpath;
  const [command, ...prefix] = npm?.endsWith("js") ? [process.execPath, npm] : ["npm"];
  const args = [...prefix, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", 2, 2] });
    child.on("error", (error) => fail(`npm could not be started: ${error.message}`));
    child.on("exit", (code, signal) => resolve(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
}

async function install() {
  say("Installing dependencies (npm ci; a minute or so)");
  const startedMs = Date.now();
  const seconds = () => `${Math.round((Date.now() - startedMs) / 1000)} s`;
  const progress = setInterval(() => say(`  still installing, ${seconds()}`), 15_000);
  const failure = await runNpmCi();
  clearInterval(progress);
  if (failure) fail(`npm ci failed (${failure}); its output is above.`);
  say(`Dependencies installed in ${seconds()}`);
}

async function ensureDependencies() {
  if (isInstalled()) return;
  await takeInstallLock();
  if (!isInstalled()) await install();
  rmSync(INSTALL_LOCK, { force: true });
}

function environment() {
  return {
    ...process.env,
    PATH: [BIN, process.env.PATH].join(delimiter),
    TSX_TSCONFIG_PATH: join(ROOT, "tsconfig.json"),
    WRANGLER_SEND_METRICS: "false",
    NEXT_TELEMETRY_DISABLED: "1",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
  };
}

/** Calls `stop` once npm, the parent process, is gone: killed with -9, it can't send a signal. */
function watchNpm(stop) {
  const npm = process.ppid;
  setInterval(() => process.ppid !== npm && stop(), 1_000).unref();
}

/** Runs the script with this process's terminal, signals and arguments; exits with its exit code. */
function runScript(script, args) {
  const tsx = new URL("../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
  const child = spawn(join(BIN, "node"), ["--import", tsx, join(ROOT, script), ...args], {
    env: environment(),
    // The channel carries no messages: its closing tells the script that this process ended, even by kill -9.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) watchNpm(() => child.kill("SIGTERM"));
  child.on("error", ({ message }) =>
    fail(
      `Node 24 of node_modules could not be started: ${message}`,
      "It comes from the npm package `node`, whose install script fetches the binary: remove node_modules, make sure that",
      "npm may run install scripts (no `ignore-scripts` in .npmrc), and start again.",
    ),
  );
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

const [script, ...args] = process.argv.slice(2);
if (!script) fail("usage: node scripts/bootstrap.mjs <script.ts> [arguments]");
checkNode();
await ensureDependencies();
runScript(script, args);
