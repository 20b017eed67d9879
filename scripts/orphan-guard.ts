import { type ChildProcess, spawn } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { basename } from "node:path";

/** Waits for the end of our pipe to it, which is our own end however it comes, and then ends the process it was given. */
const WAIT_THEN_KILL = 'read -r _; kill -9 "$0" 2>/dev/null';

function guard(child: ChildProcess): void {
  const watcher = spawn("sh", ["-c", WAIT_THEN_KILL, String(child.pid)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  watcher.stdin.on("error", () => {});
  child.once("exit", () => watcher.kill("SIGKILL"));
}

let isOn = false;

/** From now on no workerd that this process starts outlives it, not even when it is killed with -9. */
export function guardAgainstOrphans(): void {
  if (isOn) return;
  isOn = true;
  // Miniflare does not say which process it starts; Node does.
  subscribe("child_process", (message) => {
    const child = (message as { process: ChildProcess }).process;
    child.once("spawn", () => {
      if (basename(child.spawnfile).startsWith("workerd")) guard(child);
    });
  });
}
