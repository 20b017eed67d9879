import { inRoot } from "../../../scripts/root";
import { run } from "../../../scripts/run";
import { PlainError, say } from "../../../scripts/terminal";

const FIGURES = inRoot("test", "bench", "load", "figures.lua");

/** What one run found. `failures` counts what was not answered with 2xx or 3xx. */
export type Load = { rps: number; p50Ms: number; p99Ms: number; requests: number; failures: number };

/** What a request takes its answer in: zipped as every browser does, or as it is. */
export type Encoding = "gzip" | "identity";

export type Run = { url: string; connections: number; seconds: number; encoding?: Encoding };

const isThere = async () => (await run("sh", ["-c", "command -v wrk"])).ok;

/** Finds wrk, or installs Debian's where we may; its version. */
export async function ensureWrk(): Promise<string> {
  if (!(await isThere()) && process.getuid?.() === 0) {
    say("No wrk found; installing Debian's (apt-get)");
    await run("apt-get", ["update", "-qq"], { show: true });
    await run("apt-get", ["install", "-y", "-qq", "wrk"], { show: true, env: { DEBIAN_FRONTEND: "noninteractive" } });
  }
  if (!(await isThere()))
    throw new PlainError("wrk makes the load, and it is not installed: https://github.com/wg/wrk");
  const { output } = await run("wrk", ["-v"]);
  return output.match(/wrk \S+/)?.[0] ?? "wrk";
}

/** Asks one URL for so long, over so many connections that are kept open, from one thread. */
export async function fire({ url, connections, seconds, encoding = "gzip" }: Run): Promise<Load> {
  const much = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout=10s", "-H", `Accept-Encoding: ${encoding}`];
  const { output } = await run("wrk", [...much, "--latency", "-s", FIGURES, url]);
  const line = output.split("\n").find((each) => each.startsWith("{"));
  if (!line) throw new PlainError(`wrk told no figures of ${url}:\n${output}`);
  const { requests = 0, duration = 0, p50 = 0, p99 = 0, failures = 0 } = JSON.parse(line) as Record<string, number>;
  return { rps: (requests * 1e6) / duration, p50Ms: p50 / 1000, p99Ms: p99 / 1000, requests, failures };
}
