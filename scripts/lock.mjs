import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// A lock is a file that names its holder. It counts while that process lives and keeps touching it, so that neither
// a kill -9 nor a pid that was given to somebody else blocks anyone for long. Node 20 built-ins only: bootstrap.mjs uses it.
const HEARTBEAT_MS = 3_000;
const ABANDONED_MS = 60_000;
const POLL_MS = 250;

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

export function holderOf(file) {
  return Number.parseInt(read(file) ?? "", 10) || null;
}

function isHeld(file) {
  const pid = holderOf(file);
  if (pid === null || !isAlive(pid)) return false;
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - touched < ABANDONED_MS;
}

/** Puts the claim in place of nothing, or of a dead holder's claim; true if it is ours then. */
async function place(file, claim) {
  const draft = `${file}.${process.pid}.${randomUUID()}`;
  writeFileSync(draft, claim);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST" || isHeld(file)) return false;
    renameSync(draft, file);
    await sleep(50); // of two that replace a dead holder at once, the later one has it
    return read(file) === claim;
  } finally {
    rmSync(draft, { force: true });
  }
}

export async function tryLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  const claim = `${process.pid} ${randomUUID()}\n`;
  if (!(await place(file, claim))) return null;
  const beat = setInterval(() => {
    const now = new Date();
    if (read(file) === claim) utimesSync(file, now, now);
  }, HEARTBEAT_MS).unref();
  const release = () => {
    clearInterval(beat);
    process.removeListener("exit", release);
    if (read(file) === claim) rmSync(file, { force: true });
  };
  process.once("exit", release);
  return release;
}

export async function withLock(file, onWait, work) {
  let release = await tryLock(file);
  if (!release) onWait(holderOf(file) ?? 0);
  while (!release) {
    await sleep(POLL_MS);
    release = await tryLock(file);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/** Name, state and parent of a process, where the system has /proc; null where not, or if there is none. */
export function readProcess(pid) {
  try {
    const [, name, state, parent] = /\((.*)\) (\S) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return { name, state, parent: Number(parent) };
  } catch {
    return null;
  }
}

/** Whether a process with this pid runs; one that has ended and waits for its parent doesn't. */
function isAlive(pid) {
  if (readProcess(pid)?.state === "Z") return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
