import { cpus, loadavg, release, totalmem } from "node:os";
import { run } from "../../scripts/run";

/** Where and when a run was made. */
export type Circumstances = {
  at: string;
  commit: string;
  cpu: string;
  cores: number;
  memoryGib: number;
  system: string;
  loadBefore: string;
};

const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(" ");

/** The machine as it is before the run. */
export async function lookAround(): Promise<Circumstances> {
  const git = async (...args: string[]) => (await run("git", args)).output.trim();
  const isChanged = (await git("status", "--porcelain", "--untracked-files=no")) !== "";
  const [first] = cpus();
  return {
    at: new Date().toISOString().slice(0, 16).replace("T", " "),
    commit: `${await git("rev-parse", "--short", "HEAD")}${isChanged ? ", with changes" : ""}`,
    cpu: first?.model ?? "unknown",
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release().match(/^\d+\.\d+/)?.[0] ?? ""}`,
    loadBefore: load(),
  };
}

export const loadNow = load;
