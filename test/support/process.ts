import { readFileSync } from "node:fs";

/** Name, state and parent of a process, where the system has /proc; null where not, or if there is none. */
export function readProcess(pid: number): { name: string; state: string; parent: number } | null {
  try {
    const [, name = "", state = "", parent] =
      /\((.*)\) (\S) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return { name, state, parent: Number(parent) };
  } catch {
    return null;
  }
}
