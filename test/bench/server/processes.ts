import { readdirSync, readFileSync } from "node:fs";

/** Linux counts a process's time in hundredths of a second, whatever its kernel's own clock. */
const TICK_MS = 10;

/** The workerd processes that this one has started; none where there is no /proc to look into. */
function listWorkerds(): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && isOwnWorkerd(name))
      .map(Number);
  } catch {
    return [];
  }
}

function isOwnWorkerd(pid: string): boolean {
  try {
    return /\(workerd\)/.test(readStat(pid)) && Number(fieldsOf(pid)[1]) === process.pid;
  } catch {
    return false; // it has ended since
  }
}

const readStat = (pid: string | number): string => readFileSync(`/proc/${pid}/stat`, "utf8");

/** What follows the name: state, parent, … */
const fieldsOf = (pid: string | number): string[] =>
  readStat(pid)
    .replace(/^.*\) /s, "")
    .split(" ");

/** Starts something on workerd; the process that serves it, or null where that can't be told. */
export async function findWorkerd<T>(start: () => Promise<T>): Promise<{ started: T; pid: number | null }> {
  const before = listWorkerds();
  const started = await start();
  return { started, pid: listWorkerds().find((pid) => !before.includes(pid)) ?? null };
}

/** Processor time that a process has used, in ms, in user and kernel mode together; NaN for null. */
export function cpuMsOf(pid: number | null): number {
  if (pid === null) return Number.NaN;
  const fields = fieldsOf(pid);
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** What a process holds in memory now, in MiB; NaN for null. */
export function rssMibOf(pid: number | null): number {
  if (pid === null) return Number.NaN;
  const kib = readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmRSS:\s+(\d+)/m)?.[1];
  return Number(kib) / 1024;
}
