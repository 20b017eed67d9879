import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { inRoot } from "../../scripts/root";

/** A command of package.json that was started as npm starts it, and all that it has said so far. */
export type RunningScript = { child: ChildProcess; said: string };

const children: ChildProcess[] = [];

/** Ends what a test's file has started and what still runs. */
export function killScripts(): void {
  for (const child of children) child.kill("SIGKILL");
}

/** Runs `scripts/<name>.ts` to its end, or until it says `until`. */
export function startScript(name: string, env: Record<string, string>, until: RegExp): Promise<RunningScript> {
  const child = spawn("node", ["scripts/bootstrap.mjs", `scripts/${name}.ts`], {
    cwd: inRoot(),
    env: { ...process.env, STATUS_CRON: "off", ...env },
  });
  children.push(child);
  return new Promise((resolve) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (until.test(said)) resolve({ child, said });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("close", () => resolve({ child, said }));
  });
}

/** The exit code of a script, once it has ended. */
export const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once("close", resolve);
  });

/** A server on a port that was free, for as long as one needs it to be taken. */
export async function takePort(): Promise<{ port: string; free: () => Promise<unknown> }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { port: String(port), free: () => once(server.close(), "close") };
}
