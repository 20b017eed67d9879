import { readFileSync } from "node:fs";

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
export function isAlive(pid) {
  if (readProcess(pid)?.state === "Z") return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
