import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "../../scripts/root";
import { run } from "../../scripts/run";
import { breakText, type Mutant } from "./mutant";

/** What a run of suites came to; `broken`: no test of theirs failed, and yet they did not pass. */
export type Result = "passed" | "failed" | "late" | "broken";

const TIMEOUT_MS = 180_000;

/** A copy of the checkout, of its own dependencies by a link, in which one thing at a time is broken. */
export class Scratch {
  private constructor(private readonly root: string) {}

  static async make(name: string): Promise<Scratch> {
    const root = inRoot(".build", "mutants", name);
    rmSync(root, { recursive: true, force: true });
    const { output } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    const files = output.split("\0").filter((file) => file !== "" && existsSync(inRoot(file)));
    for (const file of [...files, "lib/generated"]) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      cpSync(inRoot(file), join(root, file), { recursive: true });
    }
    symlinkSync(inRoot("node_modules"), join(root, "node_modules"), "dir");
    return new Scratch(root);
  }

  /** Runs suites to the first failure. */
  async test({ suites, tests }: Pick<Mutant, "suites" | "tests">, timeoutMs = TIMEOUT_MS) {
    const named = tests === undefined ? [] : ["-t", tests];
    const args = ["run", "--project", "unit", "--project", "integration", "--bail", "1", ...named, ...suites];
    const env = { NO_COLOR: "1" };
    const { ok, isLate, output } = await run("vitest", args, { cwd: this.root, env, timeoutMs });
    const broken: Result = /^ *Tests +\d+ failed/m.test(output) ? "failed" : "broken";
    const result: Result = ok ? "passed" : isLate ? "late" : broken;
    return { result, output };
  }

  /** Runs a mutant's suites with its breakage in place. */
  async testMutant(mutant: Mutant): Promise<Result> {
    const file = join(this.root, mutant.file);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, breakText(mutant, text));
    const { result } = await this.test(mutant).finally(() => writeFileSync(file, text));
    return result;
  }
}
