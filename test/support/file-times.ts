import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

/** How long a test file took, in milliseconds. */
export type FileTime = { file: string; ms: number };

/** A reporter that writes each file's time to the file `TEST_TIMES`: its imports and hooks too, which Vitest's JSON leaves out. */
export default class FileTimes implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const times = modules.map((module): FileTime => {
      const { collectDuration, duration } = module.diagnostic();
      return { file: module.relativeModuleId, ms: collectDuration + duration };
    });
    const path = process.env.TEST_TIMES ?? "";
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(times));
  }
}
