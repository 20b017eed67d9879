import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter } from "node:path";
import { inRoot, ROOT } from "./root";

type RunOptions = { env?: Record<string, string>; show?: boolean; cwd?: string; timeoutMs?: number };

/** Runs a tool of node_modules (or of the system), in the root by default; its output is streamed to the terminal, or returned. One that takes longer than `timeoutMs` is killed. */
export async function run(command: string, args: string[], options: RunOptions = {}) {
  const { env = {}, show = false, cwd = ROOT, timeoutMs } = options;
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PATH: [inRoot("node_modules", ".bin"), process.env.PATH].join(delimiter), ...env },
    stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    detached: true, // a process group of its own, so that its child processes are ended with it
  });
  const endGroup = () => child.pid && process.kill(-child.pid, "SIGKILL");
  process.once("exit", endGroup);
  let isLate = false;
  const kill = () => {
    isLate = true;
    endGroup();
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(kill, timeoutMs);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const failure = await once(child, "close").then(
    ([code]) => (code === 0 ? null : ""),
    (error: Error) => `${error.message}\n`,
  );
  clearTimeout(timer);
  process.removeListener("exit", endGroup);
  return { ok: failure === null, output: output + (failure ?? ""), isLate };
}

/** The JSON that a tool or a site has written; null if it is not JSON, since a parser's error message would quote it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
